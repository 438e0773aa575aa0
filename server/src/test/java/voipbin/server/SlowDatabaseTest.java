package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import voipbin.kit.TestHttp;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/** A database that writes nothing for a while: another process holds its file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowDatabaseTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final TestServer server;
    private final Path file;
    private RawPhone phone;
    private int requests;

    SlowDatabaseTest(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder, "sip.trusted", "127.0.0.0/8");
        file = server.path("voipbin.db");
        phone = new RawPhone(server.card());
    }

    /** Of its own for each test: answers to the requests of another still come for a while. */
    @BeforeEach
    void anotherPhone() throws IOException {
        phone.close();
        phone = new RawPhone(server.card());
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
        assertThat(phone.answer(proven(++requests)).status()).isEqualTo(200);
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

        Response refused = whileNothingIsWritten(call -> phone.invite(call, number));
        assertThat(refused.header("Retry-After")).get().asString().matches("[1-5]");
        assertThat(again(call -> phone.invite(call, number))).isEqualTo(603);
    }

    /** Sends more and more until one is told to come again. */
    private Response whileNothingIsWritten(IntFunction<Request> next) throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("pragma busy_timeout = 20000");
            statement.execute("begin immediate");
            Instant end = Instant.now().plus(LONGEST);
            while (Instant.now().isBefore(end)) {
                phone.send(next.apply(++requests));
                Optional<Response> heard = phone.receive().filter(answer -> answer.status() == 503);
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
            int status = phone.answer(next.apply(++requests)).status();
            if (status != 503) {
                return status;
            }
        }
        throw new AssertionError("they are held back for ever");
    }

    private Request proven(int number) {
        String contact = "<sip:p" + number + "@" + phone.address() + ">";
        try {
            return phone.proven(phone.register(number, contact), phone.register(number + 1_000_000, contact));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
