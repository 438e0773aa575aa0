package voipbin.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import voipbin.base.Id;

/** Against moto's server, somebody else's idea of S3; where that is installed (pip install 'moto[server]'). */
class S3MotoTest {

    private static final S3Bucket.Key KEY = new S3Bucket.Key("anybody", "anything");

    @Test
    void aForeignServerKeepsAndGivesBackSmallAndLargeObjects() throws Exception {
        int port = freePort();
        Process moto = started(port);
        try {
            awaitListening(moto, port);
            S3Bucket bucket = new S3Bucket("http://127.0.0.1:" + port, "us-east-1", "things", "house/", true);
            S3Client client = S3Objects.client(bucket, KEY);
            client.createBucket(create -> create.bucket("things"));
            keepsAndGivesBack(new S3Objects(client, bucket, Duration.ofSeconds(-10)));
        } finally {
            moto.destroyForcibly().waitFor();
        }
    }

    private static void keepsAndGivesBack(S3Objects objects) throws IOException {
        for (int size : new int[] {0, 10, (9 << 20) + 3}) {
            byte[] bytes = new byte[size];
            new Random(size).nextBytes(bytes);
            Id<StorageFile> id = Id.random();
            assertThat(objects.put(id, new ByteArrayInputStream(bytes))).isEqualTo(size);
            try (InputStream back = objects.open(id, 0)) {
                assertThat(back.readAllBytes()).isEqualTo(bytes);
            }
            try (InputStream rest = objects.open(id, size)) {
                assertThat(rest.readAllBytes()).isEmpty();
            }
            assertThat(objects.all()).containsExactly(id);
            objects.delete(id);
            objects.delete(id);
            assertThatThrownBy(() -> objects.open(id, 0)).isInstanceOf(NoSuchFileException.class);
        }
        assertThat(objects.all()).isEmpty();
    }

    private static Process started(int port) {
        try {
            return new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notInstalled) {
            return abort("moto_server is not installed");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static void awaitListening(Process moto, int port) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end && moto.isAlive()) {
            try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(there.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        abort("moto_server does not start here");
    }
}
