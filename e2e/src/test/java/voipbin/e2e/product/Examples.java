package voipbin.e2e.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The flows of {@code examples/}. */
public final class Examples {
    private Examples() {}

    /** What stands in an example for the id of another flow. */
    public static final String NO_FLOW = "00000000-0000-0000-0000-000000000000";

    /** The body of {@code POST /v1.0/flows} as it stands. */
    public static String flow(String name) {
        return flow(name, "flow");
    }

    /** The same of another flow of the example. */
    public static String flow(String name, String other) {
        try {
            return Files.readString(Repository.root().resolve("examples/" + name + "/" + other + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
