package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How long a client may take. The server of this test has little patience, so it also closes connections that are kept
 * alive: nothing here may rely on a second request over the same one.
 */
class HttpPatienceTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static SampleApi api;

    @BeforeAll
    static void start() {
        Route slow = Route.page("/slow", _ -> {
            rest(PATIENCE.multipliedBy(3));
            return Reply.text("worked for long");
        });
        api = new SampleApi(new HttpConfig("127.0.0.1", 0).patience(PATIENCE), List.of(slow));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static void rest(Duration time) {
        try {
            assertThat(new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS))
                    .isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", api.api.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String head(String more) {
        return "POST /v1.0/samples HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\n" + more + "\r\n";
    }

    @Test
    void aSilentBodyEndsTheRequest() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write((head("Content-Length: 100\r\n") + "{").getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 5");
        }
    }

    @Test
    void aTricklingBodyEndsTheRequest() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write((head("Content-Length: 1000\r\n") + "{").getBytes(UTF_8));
            Thread trickle = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 500; i++) {
                        out.write(' ');
                        rest(Duration.ofMillis(20));
                    }
                } catch (IOException ended) {
                    assertThat(ended).isNotNull();
                }
            });
            String answer = new String(socket.getInputStream().readNBytes(12), UTF_8);
            assertThat(answer).isEqualTo("HTTP/1.1 503");
            socket.shutdownInput();
            trickle.join();
        }
    }

    @Test
    void tricklingHeadersEndTheConnection() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            Thread trickle = Thread.ofVirtual().start(() -> {
                try {
                    out.write("GET /ping HTTP/1.1\r\n".getBytes(UTF_8));
                    for (int i = 0; i < 500; i++) {
                        out.write('x');
                        rest(Duration.ofMillis(20));
                    }
                } catch (IOException ended) {
                    assertThat(ended).isNotNull();
                }
            });
            long from = System.nanoTime();
            try {
                assertThat(socket.getInputStream().readAllBytes().length).isLessThan(1_000);
            } catch (IOException reset) {
                assertThat(reset).isNotNull();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(8));
            socket.shutdownInput();
            trickle.join();
        }
    }

    @Test
    void aHandlerMayTakeLongerThanAClientMay() {
        assertThat(api.http.get("/slow").text()).isEqualTo("worked for long");
    }
}
