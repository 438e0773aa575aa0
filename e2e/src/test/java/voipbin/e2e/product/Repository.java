package voipbin.e2e.product;

import java.nio.file.Files;
import java.nio.file.Path;

/** The clone that these tests are part of. */
final class Repository {
    private static final String LAUNCHER = "voipbin";

    private Repository() {}

    /** Its folder, found upwards of the working directory. */
    static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new AssertionError("these tests run in a clone of the repository, and this is none");
    }

    /** The command a newcomer types. */
    static Path launcher() {
        return root().resolve(LAUNCHER);
    }
}
