package voipbin.speech.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a program leaves the sound. */
public sealed interface Output {

    /** On its standard output, while it makes it. */
    record Standard() implements Output {}

    /** In a file, complete once the program has ended; for programs that go back in what they write. */
    record Written(Path file) implements Output {}

    default InputStream open(Process process) throws IOException {
        return switch (this) {
            case Standard() -> process.getInputStream();
            case Written(Path file) -> Files.newInputStream(file);
        };
    }

    default void discard() {
        switch (this) {
            case Standard() -> {}
            case Written(Path file) -> file.toFile().delete();
        }
    }
}
