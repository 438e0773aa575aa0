package voipbin.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.base.Id;

class LocalObjectsTest {

    @TempDir
    private Path folder = Path.of("");

    private final Id<StorageFile> id = Id.random();

    @Test
    void givesBackWhatWasPutInFromAnyOffset() throws IOException {
        LocalObjects objects = new LocalObjects(folder.resolve("files"));
        assertThat(objects.all()).isEmpty();
        assertThat(objects.put(id, bytes("0123456789"))).isEqualTo(10);
        assertThat(objects.all()).containsExactly(id);
        try (InputStream content = objects.open(id, 7)) {
            assertThat(content.readAllBytes()).asString(UTF_8).isEqualTo("789");
        }
    }

    @Test
    void whatIsDeletedIsGoneAndMayBeDeletedAgain() throws IOException {
        LocalObjects objects = new LocalObjects(folder);
        objects.put(id, bytes("x"));
        objects.delete(id);
        objects.delete(id);
        assertThat(objects.all()).isEmpty();
        assertThatThrownBy(() -> objects.open(id, 0)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        LocalObjects objects = new LocalObjects(folder);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line went dead");
            }
        };
        assertThatThrownBy(() -> objects.put(id, broken)).hasMessageContaining("went dead");
        assertThat(files()).isZero();
    }

    @Test
    void whatACrashLeftHalfWrittenGoesWhenSomebodyLooks() throws IOException {
        LocalObjects objects = new LocalObjects(folder);
        objects.put(id, bytes("whole"));
        Files.writeString(Files.createDirectories(folder.resolve("ab")).resolve(Id.random() + ".part"), "ha");
        assertThat(objects.all()).containsExactly(id);
        assertThat(files()).isEqualTo(1);
    }

    private long files() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).count();
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
