package voipbin.e2e.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** JsSIP as its authors publish it: no Debian package and no jar holds it, so npm brings it, once a clone. */
final class JsSipLibrary {
    private static final Duration FETCHING = Duration.ofMinutes(1);

    private JsSipLibrary() {}

    /** The node_modules that hold it; the test is left out, saying why, where no npm registry can be reached. */
    static Path modules() {
        var folder = Path.of("target", "jssip").toAbsolutePath();
        var modules = folder.resolve("node_modules");
        if (!Files.exists(modules.resolve("jssip/package.json"))) {
            fetch(folder);
        }
        return modules;
    }

    private static void fetch(Path folder) {
        copy("package.json", folder);
        copy("package-lock.json", folder);
        var command = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        // the user's own home: it says which registry is theirs
        var home = Map.of("HOME", System.getProperty("user.home"));
        try (var npm = Program.start(command, folder, home, line -> {})) {
            Assumptions.assumeTrue(
                    npm.endsWithin(FETCHING) && npm.waitFor(FETCHING) == 0,
                    () -> "npm cannot fetch JsSIP:\n" + npm.output());
        }
    }

    private static void copy(String name, Path folder) {
        try (var in = JsSipLibrary.class.getResourceAsStream("/jssip/" + name)) {
            if (in == null) {
                throw new AssertionError("no resources/jssip/" + name);
            }
            Files.createDirectories(folder);
            Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
