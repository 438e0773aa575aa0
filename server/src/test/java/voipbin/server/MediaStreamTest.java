package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import voipbin.base.Counters;
import voipbin.base.Problem;
import voipbin.kit.TestHttp;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Credential;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.http.Access;
import voipbin.kit.http.HttpApi;
import voipbin.kit.http.HttpConfig;
import voipbin.kit.http.Route;
import voipbin.kit.http.Session;
import voipbin.media.MediaSession;
import voipbin.media.Source;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.Tone;
import voipbin.media.codec.Codec;
import voipbin.media.codec.Decoder;
import voipbin.media.codec.Encoder;
import voipbin.media.codec.G711;
import voipbin.media.codec.OpusOptions;

/** Who hears a call over IP and speaks into it, with a phone at the call's other end; each side says a tone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MediaStreamTest {

    private static final int PHONE = 620;
    private static final int SERVER = 1300;
    private static final int QUARTER = 2_000;
    private static final Map<String, Object> SLEEP = action("sleep", Map.of("duration", 60_000));

    private final TestServer server;
    private final TestHttp admin;
    private final String token;

    MediaStreamTest(@TempDir Path folder) {
        server = TestServer.start(folder);
        admin = server.admin();
        token = server.login(server.card().username(), server.card().password());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aWebSocketHearsACallAndSpeaksIntoItInEachEncapsulation() throws Exception {
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = answered(phone, SLEEP);
            MediaSession media = phone.called().media;
            Client sln = new Client(call, "sln");
            assertThat(sln.hears(0)).isEqualTo(PHONE);
            assertThat(sln.next()).hasSize(320);
            sln.say(0);
            awaitTone(media, SERVER, true);
            sln.close();
            awaitTone(media, SERVER, false);

            Client rtp = new Client(call, "rtp");
            ByteBuffer first = ByteBuffer.wrap(rtp.next());
            assertThat(first.remaining()).isEqualTo(332);
            assertThat(first.getInt()).as("version 2, type 96, sequence 1").isEqualTo(0x80600001);
            assertThat(first.getInt()).as("timestamps count bytes").isEqualTo(320);
            assertThat(first.getInt()).as("SSRC").isEqualTo(0);
            ByteBuffer second = ByteBuffer.wrap(rtp.next());
            assertThat(second.getInt()).isEqualTo(0x80600002);
            assertThat(second.getInt()).isEqualTo(640);
            assertThat(rtp.hears(12)).isEqualTo(PHONE);
            rtp.say(12, 0x80, 0);
            awaitTone(media, SERVER, false);
            rtp.say(12, 0x80, 96);
            awaitTone(media, SERVER, true);
            rtp.close();

            Client audiosocket = new Client(call, "audiosocket");
            assertThat(Arrays.copyOf(audiosocket.next(), 3)).containsExactly(0x10, 1, 64);
            assertThat(audiosocket.hears(3)).isEqualTo(PHONE);
            audiosocket.say(3, 0x10, 1, 64);
            awaitTone(media, SERVER, true);
            audiosocket.send(new byte[3]);
            assertThat(audiosocket.closed()).as("hangup").isEqualTo(1000);
            Client last = new Client(call, "sln");
            last.next();
            admin.post(call + "/hangup", Map.of());
            assertThat(last.closed()).isEqualTo(1000);
            assertThat(new Client(call, "sln").closed())
                    .as("of a call that is over")
                    .isEqualTo(1000);
        }
    }

    @Test
    void bothPartiesOfAConversationHearWhatIsSaidIntoOneOfThem() throws Exception {
        try (TestCaller caller = new TestCaller(server.card());
                TestCaller callee = new TestCaller(server.card())) {
            String call = answered(
                    caller,
                    action(
                            "connect",
                            Map.of(
                                    "source", Map.of("type", "sip", "target", "me@example.com"),
                                    "destinations", List.of(sip(callee)))));
            callee.called().answer();
            callee.called().media.play(Tone.sine(880, 0.2, Duration.ofMinutes(1)), _ -> {});
            awaitTone(caller.called().media, 880, true);
            Client sln = new Client(call, "sln");
            sln.say(0);
            awaitTone(caller.called().media, SERVER, true);
            awaitTone(callee.called().media, SERVER, true);
            short[] heard = sln.listen(0);
            assertThat(has(heard, PHONE)).isTrue();
            assertThat(has(heard, 880)).isTrue();
            assertThat(has(heard, SERVER)).as("itself").isFalse();
        }
    }

    @Test
    void whatCannotBeIsToldBeforeTheUpgrade() throws Exception {
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = answered(phone, SLEEP);
            assertThat(refusal(call + "/media_stream", token)).isEqualTo(400);
            assertThat(refusal(call + "/media_stream?encapsulation=mp3", token)).isEqualTo(400);
            assertThat(refusal(call + "/media_stream?encapsulation=SLN", token)).isEqualTo(400);
            assertThat(refusal(call + "/media_stream?encapsulation=sln", "nobody"))
                    .isEqualTo(401);
            assertThat(refusal("/v1.0/calls/abc/media_stream?encapsulation=sln", token))
                    .isEqualTo(400);
            assertThat(refusal(
                            "/v1.0/calls/2f9a2f6c-41a5-4d3e-9b38-f1e6f93a2a11/media_stream?encapsulation=sln", token))
                    .isEqualTo(404);
            admin.delete(call);
            assertThat(refusal(call + "/media_stream?encapsulation=sln", token)).isEqualTo(409);
        }
    }

    /** Whose name, and what is meant by it. */
    @ParameterizedTest
    @CsvSource({"ulaw,PCMU", "alaw,PCMA", "g722,G722", "opus,OPUS", "slin,L16", "slin16,L16_WIDE"})
    void aFlowSendsTheSoundByRtpAndTakesWhatComesBackUntilItStops(String format, Codec codec) throws Exception {
        assumeTrue(Codec.available().contains(codec));
        try (TestCaller phone = new TestCaller(server.card());
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Boolean> heard = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> talkByRtp(socket, codec, heard));
            answered(
                    phone,
                    start(Map.of("external_host", "127.0.0.1:" + socket.getLocalPort(), "format", format)),
                    action("digits_receive", Map.of("duration", 60_000, "length", 1)),
                    action("external_media_stop", Map.of()),
                    SLEEP);
            TestCaller.Side side = phone.called();
            assertThat(TestCaller.soon(heard)).isTrue();
            awaitTone(side.media, SERVER, true);
            side.media.sendDigits("1", Duration.ofMillis(100), Duration.ZERO);
            awaitTone(side.media, SERVER, false);
        }
    }

    @Test
    void aFlowSendsTheSoundByAudiosocketAndWithoutAFrameOverAWebSocket() throws Exception {
        CompletableFuture<byte[]> first = new CompletableFuture<>();
        CompletableFuture<Boolean> heard = new CompletableFuture<>();
        BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
        try (TestCaller phone = new TestCaller(server.card());
                ServerSocket audiosocket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpApi web = webSocketThatTalks(messages)) {
            Thread.ofVirtual().start(() -> talkByAudiosocket(audiosocket, first, heard));
            String id = "6f9a2f6c-41a5-4d3e-9b38-f1e6f93a2a11";
            answered(
                    phone,
                    start(Map.of(
                            "external_host", "localhost:" + audiosocket.getLocalPort(),
                            "encapsulation", "audiosocket",
                            "direction_listen", "in",
                            "direction_speak", "in",
                            "data", id)),
                    start(Map.of(
                            "external_host", "ws://127.0.0.1:" + web.port(),
                            "encapsulation", "none",
                            "transport", "websocket",
                            "transport_data", "/talk?x=1",
                            "format", "alaw",
                            "direction_speak", "out")),
                    SLEEP);
            byte[] hello = TestCaller.soon(first);
            assertThat(hello).hasSize(19).startsWith(1, 0, 16, 0x6f, 0x9a);
            assertThat(TestCaller.soon(heard)).isTrue();
            awaitTone(phone.called().media, SERVER, true);
            short[] alaw = new short[QUARTER];
            for (int at = 0; at < QUARTER; ) {
                byte[] message = messages.poll(20, TimeUnit.SECONDS);
                assertThat(message).hasSize(160);
                G711.PCMA.decode(message, 0, Math.min(160, QUARTER - at), new short[160]);
                for (int i = 0; i < 160 && at < QUARTER; i++) {
                    alaw[at++] = G711.PCMA.decode(message[i]);
                }
            }
            assertThat(has(alaw, PHONE)).isTrue();
        }
    }

    @Test
    void whatCannotBeConnectedIsToldAndTheFlowGoesOn() throws Exception {
        Position before = server.voipbin().core().db().outbox().end();
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = answered(
                    phone,
                    start(Map.of("external_host", "nowhere")),
                    start(Map.of("external_host", "127.0.0.1:9", "encapsulation", "g711")),
                    start(Map.of("external_host", "127.0.0.1:9", "transport", "tcp")),
                    start(Map.of("external_host", "127.0.0.1:9", "connection_type", "server")),
                    start(Map.of("external_host", "127.0.0.1:9", "direction_listen", "up")),
                    start(Map.of("external_host", "127.0.0.1:1", "encapsulation", "audiosocket")),
                    SLEEP);
            List<String> reasons = failures(before, 6);
            assertThat(reasons)
                    .containsExactlyInAnyOrder(
                            "INVALID_ARGUMENT",
                            "INVALID_ARGUMENT",
                            "INVALID_ARGUMENT",
                            "INVALID_ARGUMENT",
                            "INVALID_ARGUMENT",
                            "EXTERNAL_MEDIA_UNREACHABLE");
            assertThat(failed(before))
                    .as("also what shows after the flow has gone on")
                    .extracting(event -> event.tree().at("/action/type").asString())
                    .containsOnly("external_media_start");
            assertThat(admin.get(call).json().path("status").asString()).isEqualTo("progressing");
        }
    }

    @Test
    void aCallHasAtMostFive() throws Exception {
        Position before = server.voipbin().core().db().outbox().end();
        try (TestCaller phone = new TestCaller(server.card());
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Map<String, Object> one = start(Map.of("external_host", "127.0.0.1:" + socket.getLocalPort()));
            answered(phone, one, one, one, one, one, one, SLEEP);
            assertThat(failures(before, 1)).containsExactly("EXTERNAL_MEDIA_LIMIT");
        }
    }

    // those beside the call

    private static void talkByRtp(DatagramSocket socket, Codec codec, CompletableFuture<Boolean> heard) {
        Source tone = Tone.sine(SERVER, 0.2, Duration.ofMinutes(1));
        Decoder decoder = codec.decoder();
        Encoder encoder = codec.encoder(OpusOptions.OURS);
        int step = codec.rate() / 8000;
        short[] pcm = new short[QUARTER];
        short[] part = new short[Codec.MAX_SAMPLES];
        short[] narrow = new short[160];
        byte[] payload = new byte[Codec.MAX_PAYLOAD];
        try {
            for (int sequence = 0; ; sequence++) {
                DatagramPacket received = new DatagramPacket(new byte[1500], 1500);
                socket.receive(received);
                if (received.getLength() <= 12 || (received.getData()[1] & 0x7F) != codec.payloadType()) {
                    continue;
                }
                decoder.decode(received.getData(), 12, received.getLength() - 12, part);
                System.arraycopy(pcm, 160, pcm, 0, QUARTER - 160);
                for (int i = 0; i < 160; i++) {
                    pcm[QUARTER - 160 + i] = part[step * i];
                }
                if (has(pcm, PHONE)) {
                    heard.complete(true);
                }
                tone.read(narrow);
                for (int i = 0; i < 160 * step; i++) {
                    part[i] = narrow[i / step];
                }
                int octets = encoder.encode(part, payload);
                ByteBuffer packet = ByteBuffer.allocate(12 + octets)
                        .putInt(0x80000000 | codec.payloadType() << 16 | sequence & 0xFFFF)
                        .putInt(codec.clock() / 50 * sequence)
                        .putInt(4711)
                        .put(payload, 0, octets);
                socket.send(new DatagramPacket(packet.array(), 12 + octets, received.getSocketAddress()));
            }
        } catch (IOException closed) {
            heard.complete(false);
        }
    }

    private static void talkByAudiosocket(
            ServerSocket door, CompletableFuture<byte[]> first, CompletableFuture<Boolean> heard) {
        try (Socket socket = door.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            first.complete(in.readNBytes(19));
            short[] pcm = new short[QUARTER];
            while (true) {
                assertThat(in.readByte()).isEqualTo((byte) 0x10);
                byte[] payload = in.readNBytes(in.readUnsignedShort());
                short[] part = samples(payload, 0);
                System.arraycopy(pcm, part.length, pcm, 0, QUARTER - part.length);
                System.arraycopy(part, 0, pcm, QUARTER - part.length, part.length);
                if (has(pcm, PHONE)) {
                    heard.complete(true);
                }
            }
        } catch (IOException | AssertionError closed) {
            heard.complete(false);
        }
    }

    private static HttpApi webSocketThatTalks(BlockingQueue<byte[]> messages) throws IOException {
        Source tone = Tone.sine(SERVER, 0.2, Duration.ofMinutes(1));
        Route talk = Route.webSocket("/talk", Access.OPEN, ask -> new voipbin.kit.http.WebSocket() {
            private @Nullable Session session;

            @Override
            public void opened(Session opened) {
                session = opened;
            }

            @Override
            public void binary(byte[] message) {
                messages.add(message);
                short[] pcm = new short[160];
                tone.read(pcm);
                byte[] said = new byte[160];
                G711.PCMA.encode(pcm, 160, said);
                if (session != null) {
                    session.send(said);
                }
            }
        });
        return HttpApi.start(new HttpConfig("127.0.0.1", 0), List.of(talk), MediaStreamTest::nobody, new Counters());
    }

    private static Caller nobody(Credential credential) {
        throw Problem.forbidden("nobody is known here");
    }

    /** A client of the media stream. */
    private final class Client implements WebSocket.Listener {

        private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> end = new CompletableFuture<>();
        private final WebSocket socket;

        Client(String call, String encapsulation) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + server.voipbin().httpPort() + call
                                    + "/media_stream?encapsulation=" + encapsulation + "&token=" + token),
                            this)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] message = new byte[data.remaining()];
            data.get(message);
            heard.add(message);
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end.complete(code);
            return null;
        }

        byte[] next() throws InterruptedException {
            byte[] message = heard.poll(20, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            return message;
        }

        /** A quarter of a second of what comes, once something does. */
        short[] listen(int header) throws InterruptedException {
            short[] pcm = new short[QUARTER];
            heard.clear();
            for (int at = 0; at < QUARTER; at += 160) {
                short[] part = samples(next(), header);
                System.arraycopy(part, 0, pcm, at, Math.min(160, QUARTER - at));
            }
            return pcm;
        }

        /** The tone that it hears, soon. */
        int hears(int header) throws InterruptedException {
            for (int i = 0; i < 100; i++) {
                if (has(listen(header), PHONE)) {
                    return PHONE;
                }
            }
            return 0;
        }

        /** Two seconds of its tone, quicker than they are said. */
        void say(int header, int... bytes) {
            Source tone = Tone.sine(SERVER, 0.2, Duration.ofSeconds(2));
            short[] pcm = new short[160];
            while (tone.read(pcm) == 160) {
                ByteBuffer message = ByteBuffer.allocate(header + 320).order(ByteOrder.LITTLE_ENDIAN);
                for (int one : bytes) {
                    message.put((byte) one);
                }
                message.position(header);
                for (short sample : pcm) {
                    message.putShort(sample);
                }
                send(message.array());
            }
        }

        void send(byte[] message) {
            socket.sendBinary(ByteBuffer.wrap(message), true)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }

        int closed() {
            return TestCaller.soon(end);
        }

        void close() {
            socket.sendClose(1000, "").orTimeout(20, TimeUnit.SECONDS).join();
            closed();
        }
    }

    // what the tests have in common

    private static short[] samples(byte[] message, int header) {
        short[] pcm = new short[(message.length - header) / 2];
        ByteBuffer.wrap(message, header, message.length - header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(pcm);
        return pcm;
    }

    private static boolean has(short[] pcm, int hertz) {
        return Goertzel.amplitude(pcm, 0, QUARTER, hertz) > 0.08;
    }

    private static void awaitTone(MediaSession media, int hertz, boolean wanted) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (has(Hearing.of(media, QUARTER), hertz) == wanted) {
                return;
            }
        }
        throw new AssertionError(hertz + " Hz are " + (wanted ? "not " : "still ") + "heard");
    }

    private List<Event> failed(Position since) {
        return server.voipbin().core().db().outbox().after(since, 1000).stream()
                .filter(event -> event.type().equals("call_action_failed"))
                .toList();
    }

    private List<String> failures(Position since, int count) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            List<String> reasons = failed(since).stream()
                    .map(event -> event.tree().path("reason").asString())
                    .toList();
            if (reasons.size() >= count) {
                return reasons;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no such events");
    }

    /** The status of a handshake that is refused. */
    private int refusal(String path, String credential) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.voipbin().httpPort()));
            String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket"
                    + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
                    + "\r\nAuthorization: Bearer " + credential + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            byte[] status = socket.getInputStream().readNBytes(12);
            return Integer.parseInt(new String(status, 9, 3, java.nio.charset.StandardCharsets.US_ASCII));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, Object> start(Map<String, Object> option) {
        return action("external_media_start", option);
    }

    private static Map<String, Object> action(String type, Map<String, Object> option) {
        return Map.of("type", type, "option", option);
    }

    private static Map<String, Object> sip(TestCaller phone) {
        return Map.of("type", "sip", "target", "phone@" + phone.address());
    }

    /** The path of a call to this phone, which has answered it and says its tone. */
    @SafeVarargs
    private String answered(TestCaller phone, Map<String, Object>... actions) throws InterruptedException {
        JsonNode made = admin.post(
                        "/v1.0/calls",
                        Map.of(
                                "source", Map.of("type", "sip", "target", "me@example.com"),
                                "destinations", List.of(sip(phone)),
                                "actions", List.of(actions)))
                .json();
        phone.called().answer();
        phone.called().media.play(Tone.sine(PHONE, 0.2, Duration.ofMinutes(1)), _ -> {});
        String call = "/v1.0/calls/" + made.at("/calls/0/id").asString();
        for (int i = 0;
                i < 1000 && !admin.get(call).json().path("status").asString().equals("progressing");
                i++) {
            Thread.sleep(20);
        }
        return call;
    }
}
