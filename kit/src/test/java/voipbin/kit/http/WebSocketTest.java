package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.base.Problem;
import voipbin.kit.TestHttp.Answer;

class WebSocketTest {

    /** Writes down what happens; answers texts with themselves, {@code close} with a close and so on. */
    private static final class Echo implements WebSocket {
        private final BlockingQueue<String> happened;
        private final AtomicReference<@Nullable Session> open = new AtomicReference<>();

        Echo(BlockingQueue<String> happened) {
            this.happened = happened;
        }

        @Override
        public void opened(Session session) {
            open.set(session);
            happened.add("opened " + Thread.currentThread().isVirtual());
            session.send("hello");
        }

        private Session session() {
            return Objects.requireNonNull(open.get());
        }

        @Override
        public void text(String message) {
            switch (message) {
                case "close" -> session().close(4000, "as ${you} wish".replace("${you}", "é".repeat(80)));
                case "refuse" -> throw Problem.forbidden("No.");
                case "break" -> throw new IllegalStateException("only in the log");
                default -> session().send("echo " + message);
            }
        }

        @Override
        public void binary(byte[] message) {
            session().send(message);
        }

        @Override
        public void closed(int code, String reason) {
            happened.add("closed " + code);
        }
    }

    /** The other side. */
    private static final class Client implements java.net.http.WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(java.net.http.WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(java.net.http.WebSocket socket, ByteBuffer data, boolean last) {
            heard.add("binary " + data.remaining());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(java.net.http.WebSocket socket, ByteBuffer message) {
            heard.add("ping");
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(java.net.http.WebSocket socket, int code, String reason) {
            heard.add("close " + code + " " + reason);
            return null;
        }

        String next() throws InterruptedException {
            return next(heard);
        }

        static String next(BlockingQueue<String> from) throws InterruptedException {
            String next = from.poll(10, TimeUnit.SECONDS);
            return next == null ? "nothing" : next;
        }
    }

    private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();
    private final CompletableFuture<Session> flooded = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private SampleApi api;

    @BeforeEach
    void start() {
        api = serve(SocketConfig.STANDARD);
    }

    @AfterEach
    void stop() {
        http.close();
        api.close();
    }

    private SampleApi serve(SocketConfig sockets) {
        List<Route> routes = List.of(
                Route.webSocket("/v1.0/ws", Access.AUTHENTICATED, ask -> {
                    if (ask.query("since", "").equals("never")) {
                        throw Problem.invalid("INVALID_SINCE", "since", "must be a position");
                    }
                    return new Echo(happened);
                }),
                Route.webSocket("/open/flood", Access.OPEN, _ -> new WebSocket() {
                    @Override
                    public void opened(Session session) {
                        flooded.complete(session);
                    }

                    @Override
                    public void closed(int code, String reason) {
                        happened.add("closed");
                    }
                }));
        return new SampleApi(new HttpConfig("127.0.0.1", 0).sockets(sockets), routes);
    }

    private java.net.http.WebSocket connect(SampleApi to, String path, Client client) {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + to.api.port() + path), client)
                .join();
    }

    @Test
    void messagesGoBothWaysUntilTheClientCloses() throws Exception {
        Client client = new Client();
        java.net.http.WebSocket socket = connect(api, "/v1.0/ws?token=admin", client);
        assertThat(Client.next(happened)).isEqualTo("opened true");
        assertThat(client.next()).isEqualTo("hello");
        socket.sendText("ünd", true).join();
        assertThat(client.next()).isEqualTo("echo ünd");
        socket.sendBinary(ByteBuffer.allocate(320), true).join();
        assertThat(client.next()).isEqualTo("binary 320");
        socket.sendClose(1000, "bye").join();
        assertThat(Client.next(happened)).isEqualTo("closed 1000");
        assertThat(client.next()).startsWith("close 1000");
    }

    @ParameterizedTest
    @CsvSource({"close, close 4000", "refuse, close 1008 PERMISSION_DENIED", "break, close 1011"})
    void theServerClosesWithAReason(String message, String close) throws Exception {
        Client client = new Client();
        java.net.http.WebSocket socket = connect(api, "/v1.0/ws?token=admin", client);
        assertThat(client.next()).isEqualTo("hello");
        socket.sendText(message, true).join();
        assertThat(client.next()).startsWith(close).doesNotContain("log");
        Client.next(happened);
        assertThat(Client.next(happened)).startsWith("closed " + close.split(" ")[1]);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1.0/ws, 401",
        "/v1.0/ws?token=nobody, 401",
        "/v1.0/ws?token=direct, 403",
        "/v1.0/ws?token=admin&since=never, 400",
        "/v1.0/nothing, 404",
        "/v1.0/samples?token=admin, 200"
    })
    void whatIsRefusedIsRefusedBeforeTheUpgrade(String path, int status) {
        assertThatThrownBy(() -> connect(api, path, new Client()))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(status));
        assertThat(happened).isEmpty();
    }

    @Test
    void aPlainRequestIsToldToUpgrade() {
        Answer answer = api.http.as("admin").get("/v1.0/ws");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("INVALID_ARGUMENT");
        assertThat(happened).isEmpty();
    }

    @Test
    void clientsArePingedAndWhoNeverAnswersIsDropped() throws Exception {
        SocketConfig hasty =
                new SocketConfig(Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofSeconds(10), 2_000, 4 << 20);
        try (SampleApi hurried = serve(hasty);
                Socket silent = new Socket("127.0.0.1", hurried.api.port())) {
            silent.setSoTimeout(10_000);
            upgrade(silent, "/v1.0/ws?token=admin");
            byte[] all = silent.getInputStream().readAllBytes();
            // hello, pings (0x89 0x00), and the end of the stream
            assertThat(all).contains(0x89, 0x00);
            assertThat(Client.next(happened)).startsWith("opened");
            assertThat(Client.next(happened)).isEqualTo("closed 1006");
            Client alive = new Client();
            connect(hurried, "/v1.0/ws?token=admin", alive);
            assertThat(alive.next()).isEqualTo("hello");
            // it answers pings, and outlives the silence that is allowed
            for (int i = 0; i < 15; i++) {
                assertThat(alive.next()).isEqualTo("ping");
            }
        }
    }

    @Test
    void aSlowReaderFillsItsQueueAndIsDroppedWithoutHoldingAnythingUp() throws Exception {
        SocketConfig small =
                new SocketConfig(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(4), 2_000, 1 << 20);
        try (SampleApi narrow = serve(small);
                Socket slow = new Socket("127.0.0.1", narrow.api.port())) {
            upgrade(slow, "/open/flood");
            Session session = flooded.get(10, TimeUnit.SECONDS);
            String message = "x".repeat(10_000);
            int sent = 0;
            while (session.send(message)) {
                sent++;
                assertThat(sent).isLessThan(100_000);
            }
            assertThat(session.queuedBytes()).isLessThanOrEqualTo(1 << 20);
            assertThat(session.queued()).isPositive();
            session.close(1013, "too slow");
            assertThat(session.send("more")).isFalse();
            assertThat(Client.next(happened)).isEqualTo("closed");
        }
    }

    private static void upgrade(Socket socket, String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        StringBuilder head = new StringBuilder();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readByte());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 101").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
}
