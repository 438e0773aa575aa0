package voipbin.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;

/** Against a bucket of our own that checks signatures; a foreign one is tried in {@link S3MotoTest}. */
class S3ObjectsTest {

    private final S3Double bucket;
    private final S3Objects objects;

    S3ObjectsTest() throws IOException {
        bucket = new S3Double();
        objects = S3Objects.of(bucket.bucket(), S3Double.KEY);
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void givesBackWhatWasPutInFromAnyOffset() throws IOException {
        Id<StorageFile> id = Id.random();
        assertThat(objects.put(id, text("0123456789"))).isEqualTo(10);
        assertThat(bucket.objects).containsOnlyKeys("house/" + id);
        assertThat(read(id, 0)).isEqualTo("0123456789");
        assertThat(read(id, 7)).isEqualTo("789");
        assertThat(read(id, 10)).isEmpty();
    }

    @Test
    void whatIsDeletedIsGoneAndMayBeDeletedAgain() throws IOException {
        Id<StorageFile> id = Id.random();
        objects.put(id, text("x"));
        objects.delete(id);
        objects.delete(id);
        assertThatThrownBy(() -> objects.open(id, 0)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatIsLongGoesInPartsAndComesBackWhole() throws IOException {
        byte[] bytes = new byte[(20 << 20) + 7];
        new Random(1).nextBytes(bytes);
        Id<StorageFile> id = Id.random();
        assertThat(objects.put(id, new ByteArrayInputStream(bytes))).isEqualTo(bytes.length);
        assertThat(bucket.unfinished()).isZero();
        try (InputStream back = objects.open(id, 0)) {
            assertThat(back.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() {
        InputStream broken = new FilterInputStream(new ByteArrayInputStream(new byte[9 << 20])) {
            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                int read = super.read(to, from, length);
                if (read < 0) {
                    throw new IOException("broke off");
                }
                return read;
            }
        };
        assertThatThrownBy(() -> objects.put(Id.random(), broken)).hasMessage("broke off");
        assertThat(bucket.objects).isEmpty();
        assertThat(bucket.unfinished()).isZero();
    }

    @Test
    void allAreThoseBelowThePrefixThatHaveBeenThereForADay() throws IOException {
        Id<StorageFile> id = Id.random();
        objects.put(id, text("x"));
        bucket.objects.put("house/no-id", new byte[0]);
        bucket.objects.put("elsewhere/" + Id.random(), new byte[0]);
        assertThat(objects.all()).containsExactly(id);
        S3Objects young = new S3Objects(
                S3Objects.client(bucket.bucket(), S3Double.KEY), bucket.bucket(), Duration.ofDays(36_500));
        assertThat(young.all()).isEmpty();
    }

    @Test
    void aWrongKeyIsAFailureToReachIt() {
        S3Objects thief = S3Objects.of(bucket.bucket(), new S3Bucket.Key("AKIATEST", "guessed"));
        assertThatThrownBy(() -> thief.put(Id.random(), text("x"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> thief.open(Id.random(), 0)).isInstanceOf(IOException.class);
        assertThatThrownBy(thief::all).isInstanceOf(IOException.class);
        assertThat(bucket.objects).isEmpty();
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private String read(Id<StorageFile> id, long offset) throws IOException {
        try (InputStream content = objects.open(id, offset)) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }
}
