package voipbin.e2e.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A temporary folder that a program lives in; gone after {@link #close()}. */
public record Home(Path path) implements AutoCloseable {
    /** A new one, named after its inhabitant. */
    public static Home of(String inhabitant) {
        try {
            return new Home(Files.createTempDirectory("voipbin-e2e-" + inhabitant + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file below it, creating folders, and returns its path. */
    public Path write(String name, String text) {
        try {
            var file = path.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes octets into a file in it, and returns its path. */
    public Path write(String name, byte[] octets) {
        try {
            return Files.write(path.resolve(name), octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
