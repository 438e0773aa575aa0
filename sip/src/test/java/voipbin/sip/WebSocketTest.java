package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.DevelopmentCertificates;
import voipbin.sip.transport.Protocol;

/** RFC 7118, with the JDK's own client in the place of a browser. */
class WebSocketTest {

    private static final String REGISTER = """
            REGISTER sip:here SIP/2.0
            Via: SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bK%s
            From: <sip:a@here>;tag=1
            To: <sip:a@here>
            Call-ID: %s
            CSeq: 1 REGISTER
            Contact: <sip:a@df7jal23ls0d.invalid;transport=ws>
            Content-Length: 0

            """;

    private final Stacks stacks = new Stacks();
    private final Ringer ringer = new Ringer();
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        stacks.close();
    }

    private WebSocket connect(HttpClient client, String url) throws Exception {
        return client.newWebSocketBuilder()
                .subprotocols("sip")
                .buildAsync(URI.create(url), new Page())
                .get(10, TimeUnit.SECONDS);
    }

    private static String url(SipStack stack, Protocol protocol) {
        return protocol.name().toLowerCase(java.util.Locale.ROOT) + "://localhost:"
                + stack.address(protocol).orElseThrow().getPort() + "/";
    }

    private static String register(String callId) {
        return REGISTER.formatted(callId, callId).replace("\n", "\r\n");
    }

    private String frame() throws InterruptedException {
        return Optional.ofNullable(frames.poll(10, TimeUnit.SECONDS)).orElse("nothing");
    }

    @Test
    void aBrowserRegistersAndIsCalledOverItsOwnConnection() throws Exception {
        SipStack stack = stacks.start(Network.standard().with(Protocol.WS, Stacks.ANY), ringer);
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket page = connect(client, url(stack, Protocol.WS));
            assertThat(page.getSubprotocol()).isEqualTo("sip");
            page.sendText(register("text"), true);
            assertThat(frame()).contains("Call-ID: text");
            page.sendBinary(ByteBuffer.wrap(register("binary").getBytes(StandardCharsets.UTF_8)), true);
            assertThat(frame()).contains("Call-ID: binary");

            IncomingRequest register = ringer.requests.element();
            assertThat(register.flow()).startsWith("WS/");
            SipUri contact = register.message().contacts().getFirst().sip().orElseThrow();
            CallRequest back = new CallRequest(
                    contact,
                    Optional.of(register.source()),
                    Stacks.ALICE,
                    Stacks.ALICE,
                    List.of(),
                    new byte[0],
                    Optional.empty());
            stack.call(back, new Ear());

            assertThat(frame())
                    .startsWith("INVITE sip:a@df7jal23ls0d.invalid;transport=ws SIP/2.0")
                    .contains("Via: SIP/2.0/WS 127.0.0.1:")
                    .contains(";transport=ws>");
            page.abort();
            client.shutdownNow();
        }
    }

    @Test
    void whenTheBrowserHasGoneACallToItFailsAtOnce() throws Exception {
        SipStack stack = stacks.start(Network.standard().with(Protocol.WS, Stacks.ANY), ringer);
        Ear ear = new Ear();

        stack.call(
                new CallRequest(
                        SipUri.of("a", "gone.invalid").withParameter("transport", "ws"),
                        Optional.of(new java.net.InetSocketAddress("127.0.0.1", 9)),
                        Stacks.ALICE,
                        Stacks.ALICE,
                        List.of(),
                        new byte[0],
                        Optional.empty()),
                ear);

        assertThat(ear.next()).startsWith("ended Unreachable");
    }

    @Test
    void overTlsAPageTrustsTheDevelopmentAuthority() throws Exception {
        var certificates =
                DevelopmentCertificates.in(folder, List.of("localhost"), new SecureRandom(), InstantSource.system());
        SipStack stack = stacks.start(Network.standard().with(certificates).with(Protocol.WSS, Stacks.ANY), ringer);
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(folder)).build()) {
            WebSocket page = connect(client, url(stack, Protocol.WSS));
            page.sendText(register("secure"), true);

            assertThat(frame()).contains("Call-ID: secure");
            assertThat(ringer.requests.element().flow()).startsWith("WSS/");
            page.abort();
            client.shutdownNow();
        }
    }

    @Test
    void whatIsNoWebSocketForSipIsTurnedAwayPolitely() throws Exception {
        SipStack stack = stacks.start(
                Network.standard().with(Protocol.WS, Stacks.ANY).withOrigins(Set.of("https://phone.example")), ringer);
        String page = url(stack, Protocol.WS).replace("ws:", "http:");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> plain =
                    client.send(HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(plain.statusCode()).isEqualTo(426);
            assertThat(plain.headers().firstValue("upgrade")).contains("websocket");
            assertThat(client.newWebSocketBuilder()
                            .buildAsync(URI.create(url(stack, Protocol.WS)), new Page())
                            .handle((_, refused) -> String.valueOf(refused))
                            .get(10, TimeUnit.SECONDS))
                    .contains("WebSocketHandshakeException");
            assertThat(client.newWebSocketBuilder()
                            .subprotocols("sip")
                            .header("Origin", "https://elsewhere.example")
                            .buildAsync(URI.create(url(stack, Protocol.WS)), new Page())
                            .handle((_, refused) -> String.valueOf(refused))
                            .get(10, TimeUnit.SECONDS))
                    .contains("WebSocketHandshakeException");
        }
    }

    private static SSLContext trusting(Path folder) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(DevelopmentCertificates.authority(folder))) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** What a page does with frames: it keeps them. */
    private final class Page implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            frames.add(text.toString());
            socket.request(1);
            return CompletableFuture.completedStage(text);
        }
    }
}
