package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What those send who want to do harm. */
class HttpAttackTest {

    private static SampleApi api;

    @BeforeAll
    static void start() {
        Route tree = new Route(
                "POST",
                "/v1.0/tree",
                Access.AUTHENTICATED,
                JsonNode.class,
                Map.class,
                ask -> Map.of("size", ask.body(JsonNode.class).size()));
        api = new SampleApi(new HttpConfig("127.0.0.1", 0), List.of(tree));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", api.api.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String head(String more) {
        return "POST /v1.0/tree HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\n" + more + "\r\n";
    }

    @Test
    void aHundredMegabytesAreRefusedBeforeTheyCome() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head("Content-Length: 104857600\r\n").getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("must not be longer");
        }
    }

    @Test
    void aBodyWithoutALengthIsCutOffAtTheLimit() throws IOException {
        long sent = 0;
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("Transfer-Encoding: chunked\r\n").getBytes(UTF_8));
            byte[] chunk = ("10000\r\n" + "x".repeat(65536) + "\r\n").getBytes(UTF_8);
            try {
                for (int i = 0; i < 1600; i++) {
                    out.write(chunk);
                    sent += chunk.length;
                }
            } catch (IOException refused) {
                assertThat(refused).isNotNull();
            }
        }
        assertThat(sent).isLessThan(50_000_000);
        assertThat(api.http.get("/ping").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[[],", "{\"a\":{\"b\":["})
    void deepNestingIsRefusedWithoutGoingDeep(String piece) {
        String deep = piece.repeat(1_000_000 / piece.length());
        assertThat(api.http.as("admin").post("/v1.0/tree", deep).reason()).isEqualTo("INVALID_JSON_BODY");
        assertThat(api.http.as("admin").post("/v1.0/samples", "{\"x\":" + deep).reason())
                .isEqualTo("INVALID_JSON_BODY");
    }

    @Test
    void jsonBombsLeaveMemoryFlat() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        List<String> bombs = List.of(
                "[" + "1,".repeat(400_000) + "1]",
                "{\"a\":" + "9".repeat(1_000_000) + "}",
                "{\"" + "n".repeat(1_000_000) + "\":1}",
                "[" + "\"\\u0000\",".repeat(90_000) + "1]",
                "{\"name\":1e" + "9".repeat(90) + "}");
        bombs.forEach(bomb -> api.http.as("admin").post("/v1.0/samples", bomb));
        memory.gc();
        long before = memory.getHeapMemoryUsage().getUsed();
        for (int i = 0; i < 8; i++) {
            for (String bomb : bombs) {
                assertThat(api.http.as("admin").post("/v1.0/samples", bomb).status())
                        .isEqualTo(400);
            }
        }
        memory.gc();
        assertThat(memory.getHeapMemoryUsage().getUsed() - before).isLessThan(8_000_000);
    }

    @Test
    void manyHeadersAreRefused() throws IOException {
        try (Socket socket = connect()) {
            String flood = "X-Flood: y\r\n".repeat(2_000);
            socket.getOutputStream().write(head(flood).getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                    .isEqualTo("HTTP/1.1 431");
        }
    }
}
