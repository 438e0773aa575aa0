package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import voipbin.kit.TestHttp;
import voipbin.sip.auth.Credentials;
import voipbin.sip.auth.DigestClient;
import voipbin.sip.message.MessageParser;
import voipbin.sip.message.MessageWriter;
import voipbin.sip.message.Parsed;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/** A database that writes nothing for a while: another process holds its file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowDatabaseTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final TestServer server;
    private final Path file;
    private final DatagramSocket phone;
    private int requests;

    SlowDatabaseTest(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder, "sip.trusted", "127.0.0.0/8");
        file = server.path("voipbin.db");
        phone = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        phone.setSoTimeout(2);
    }

    @BeforeAll
    void isAFile() {
        assumeTrue(Files.exists(file), "PostgreSQL");
    }

    @AfterAll
    void stop() {
        phone.close();
        server.close();
    }

    @Test
    void registrationsAreHeldBackUntilItWritesAgain() throws Exception {
        assertThat(answer(proven(++requests)).status()).isEqualTo(200);
        Response refused = whileNothingIsWritten(this::proven);
        assertThat(refused.header("Retry-After")).get().asString().matches("[1-5]");
        assertThat(again(this::proven)).isEqualTo(200);
    }

    @Test
    void callsAreHeldBackUntilItWritesAgain() throws Exception {
        TestHttp admin = server.admin();
        String flow = admin.post(
                        "/v1.0/flows",
                        Map.of("name", "busy", "detail", "", "actions", List.of(Map.of("type", "hangup"))))
                .json()
                .path("id")
                .asString();
        String number = TestServer.freeNumber(admin);
        admin.post("/v1.0/numbers", Map.of("number", number, "type", "virtual", "call_flow_id", flow));

        Response refused = whileNothingIsWritten(call -> invite(call, number));
        assertThat(refused.header("Retry-After")).get().asString().matches("[1-5]");
        assertThat(again(call -> invite(call, number))).isEqualTo(603);
    }

    /** Sends more and more until one is told to come again. */
    private Response whileNothingIsWritten(IntFunction<Request> next) throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("pragma busy_timeout = 20000");
            statement.execute("begin immediate");
            Instant end = Instant.now().plus(LONGEST);
            while (Instant.now().isBefore(end)) {
                send(next.apply(++requests));
                Optional<Response> heard = receive().filter(answer -> answer.status() == 503);
                if (heard.isPresent()) {
                    return heard.get();
                }
            }
        }
        throw new AssertionError("nobody was held back");
    }

    /** How the first is answered that is not told to come again. */
    private int again(IntFunction<Request> next) throws IOException {
        Instant end = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(end)) {
            int status = answer(next.apply(++requests)).status();
            if (status != 503) {
                return status;
            }
        }
        throw new AssertionError("they are held back for ever");
    }

    private Request register(int number) {
        String domain = server.card().sipDomain();
        String self = "<sip:" + server.card().extension() + "@" + domain + ">";
        return request(
                "REGISTER sip:" + domain,
                number,
                "From: " + self + ";tag=1\r\nTo: " + self + "\r\nContact: <sip:p" + number + "@127.0.0.1:"
                        + phone.getLocalPort() + ">\r\n");
    }

    private Request invite(int number, String to) {
        String target = "sip:" + to + "@127.0.0.1:" + server.card().sipPort();
        return request(
                "INVITE " + target,
                number,
                "From: <sip:x@127.0.0.1>;tag=1\r\nTo: <" + target + ">\r\nContact: <sip:x@127.0.0.1:"
                        + phone.getLocalPort() + ">\r\n");
    }

    private Request request(String line, int number, String headers) {
        String via = "127.0.0.1:" + phone.getLocalPort() + ";branch=z9hG4bK" + number;
        String method = line.substring(0, line.indexOf(' '));
        String text = line + " SIP/2.0\r\nVia: SIP/2.0/UDP " + via + "\r\nMax-Forwards: 70\r\nCall-ID: slow-" + number
                + "\r\nCSeq: 1 " + method + "\r\n" + headers + "\r\n";
        return MessageParser.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Good(Request read)
                ? read
                : request(line, number, headers + "broken");
    }

    /** Each by a challenge of its own: a nonce serves once. */
    private Request proven(int number) {
        try {
            Request request = register(number);
            Response challenge = answer(request);
            Credentials credentials =
                    new Credentials(server.card().extension(), server.card().extensionPassword());
            Request again = register(number + 1_000_000);
            return again.with(DigestClient.answer(again, challenge, credentials, () -> "c")
                    .orElseThrow());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /** The last one to this request, whatever else comes. */
    private Response answer(Request request) throws IOException {
        send(request);
        Instant end = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(end)) {
            Optional<Response> heard =
                    receive().filter(response -> response.callId().equals(request.callId()))
                            .filter(response -> !response.isProvisional());
            if (heard.isPresent()) {
                return heard.get();
            }
        }
        throw new AssertionError("no answer");
    }

    private void send(Request request) throws IOException {
        byte[] octets = MessageWriter.write(request);
        phone.send(new DatagramPacket(
                octets, octets.length, new InetSocketAddress("127.0.0.1", server.card().sipPort())));
    }

    private Optional<Response> receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            phone.receive(packet);
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        }
        byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
        return MessageParser.parse(octets) instanceof Parsed.Good(Response response)
                ? Optional.of(response)
                : Optional.empty();
    }
}
