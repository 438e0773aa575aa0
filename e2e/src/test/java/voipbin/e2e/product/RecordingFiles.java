package voipbin.e2e.product;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;

/** The sounds of a recording, as customers get them. */
public final class RecordingFiles {
    private RecordingFiles() {}

    /** What the call's endpoint said. */
    public static Path in(Customer customer, String recording, Path folder) {
        return unpacked(customer.api().redirected("/v1.0/recordingfiles/" + recording), "_in.wav", folder);
    }

    private static Path unpacked(byte[] zip, String ending, Path folder) {
        try (var files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                if (entry.getName().endsWith(ending)) {
                    return Files.write(folder.resolve("unpacked" + ending), files.readAllBytes());
                }
            }
            throw new AssertionError("no file " + ending);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
