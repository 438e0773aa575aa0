package voipbin.e2e.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The flows of {@code examples/}. */
public final class Examples {
    private Examples() {}

    /** The body of {@code POST /v1.0/flows} as it stands. */
    public static String flow(String name) {
        try {
            return Files.readString(Repository.root().resolve("examples/" + name + "/flow.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
