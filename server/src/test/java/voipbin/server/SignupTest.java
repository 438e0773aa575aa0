package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignupTest {

    private static final Pattern LINK = Pattern.compile("/auth/(email-verify|password-reset)\\?token=([0-9a-f]{64})");

    private final TestServer server;

    SignupTest(@TempDir Path folder) {
        server = TestServer.start(folder);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aStrangerBecomesAnActiveCustomerWhoCanLogIn() throws IOException {
        String email = TestServer.unique() + "@example.com";
        JsonNode signup = server.anonymous()
                .post("/auth/signup", Map.of("email", email, "name", "New", "accepted_tos", true))
                .json();
        String key = signup.path("accesskey").path("token").asString();
        assertThat(key).startsWith("vb_").hasSize(35);
        assertThat(signup.path("customer").path("status").asString()).isEqualTo("initial");
        assertThat(signup.toString()).doesNotContain("webhook_secret", "token_hash");
        assertThat(server.anonymous().get("/v1.0/customer?accesskey=" + key).status())
                .isEqualTo(200);

        String verify = tokenMailedTo(email, "email-verify");
        assertThat(server.anonymous().get("/auth/email-verify?token=" + verify).text())
                .contains(verify)
                .contains("<form");
        JsonNode verified = server.anonymous()
                .post("/auth/email-verify", Map.of("token", verify))
                .json();
        assertThat(verified.path("customer").path("status").asString()).isEqualTo("active");

        String reset = tokenMailedTo(email, "password-reset");
        assertThat(reset(reset, "short").status()).isEqualTo(400);
        assertThat(reset(reset, "long enough").status()).isEqualTo(200);
        assertThat(reset(reset, "a second time").status()).isEqualTo(400);
        String token = server.login(email, "long enough");
        assertThat(server.anonymous()
                        .as(token)
                        .get("/v1.0/customer")
                        .json()
                        .path("email")
                        .asString())
                .isEqualTo(email);
    }

    @Test
    void aTakenOrMalformedAddressIsAnsweredLikeNothing() {
        String email = TestServer.unique() + "@example.com";
        server.anonymous().post("/auth/signup", Map.of("email", email, "accepted_tos", true));
        TestHttp.Answer again = server.anonymous().post("/auth/signup", Map.of("email", email, "accepted_tos", true));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo("{}");
        assertThat(server.anonymous()
                        .post("/auth/signup", Map.of("email", "nonsense", "accepted_tos", true))
                        .text())
                .isEqualTo("{}");
    }

    @Test
    void withoutAddressOrAcceptedTermsItIsABareRefusal() {
        for (Map<String, ?> body : List.of(
                Map.of("email", "x@example.com"), Map.of("email", "", "accepted_tos", true), Map.of("name", "x"))) {
            TestHttp.Answer answer = server.anonymous().post("/auth/signup", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).isEmpty();
        }
    }

    @Test
    void eachFailureToLogInIsTheSameBareRefusal() {
        for (Map<String, ?> body : List.of(
                Map.of("username", server.card().username(), "password", "wrong"),
                Map.of("username", "nobody@example.com", "password", "wrong"),
                Map.of("username", server.card().username()))) {
            TestHttp.Answer answer = server.anonymous().post("/auth/login", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).isEmpty();
        }
    }

    @Test
    void loggingInSetsTheCookieThatAlsoLetsIn() {
        TestHttp.Answer answer = server.anonymous()
                .post(
                        "/auth/login",
                        Map.of(
                                "username",
                                server.card().username(),
                                "password",
                                server.card().password()));
        String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
        assertThat(cookie).contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/", "Max-Age=604800");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(server.anonymous().with("Cookie", pair).get("/v1.0/customer").status())
                .isEqualTo(200);
    }

    @Test
    void forgettingAPasswordTellsNobodyWhoIsThere() throws IOException {
        assertThat(server.anonymous()
                        .post("/auth/password-forgot", Map.of("username", "nobody@example.com"))
                        .text())
                .isEqualTo("{}");
        assertThat(server.anonymous()
                        .post(
                                "/auth/password-forgot",
                                Map.of("username", server.card().username()))
                        .text())
                .isEqualTo("{}");
        assertThat(tokenMailedTo(server.card().username(), "password-reset")).hasSize(64);
        assertThat(server.anonymous().post("/auth/password-forgot", Map.of()).status())
                .isEqualTo(400);
    }

    @Test
    void anUnverifiedCustomerCannotCall() {
        String key = server.anonymous()
                .post("/auth/signup", Map.of("email", TestServer.unique() + "@example.com", "accepted_tos", true))
                .json()
                .path("accesskey")
                .path("token")
                .asString();
        TestHttp.Answer answer = server.anonymous()
                .post(
                        "/v1.0/calls?accesskey=" + key,
                        Map.of("destinations", List.of(Map.of("type", "extension", "target_name", "x"))));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("PERMISSION_DENIED", "verify the e-mail address");
    }

    private TestHttp.Answer reset(String token, String password) {
        return server.anonymous().post("/auth/password-reset", Map.of("token", token, "password", password));
    }

    private String tokenMailedTo(String address, String page) throws IOException {
        try (Stream<Path> mails = Files.list(server.path("mail"))) {
            for (Path mail : mails.sorted(Comparator.reverseOrder()).toList()) {
                String text = Files.readString(mail);
                Matcher link = LINK.matcher(text);
                if (text.contains("To: " + address)
                        && link.find()
                        && link.group(1).equals(page)) {
                    return link.group(2);
                }
            }
        }
        throw new AssertionError("no mail to " + address + " with a link to " + page);
    }
}
