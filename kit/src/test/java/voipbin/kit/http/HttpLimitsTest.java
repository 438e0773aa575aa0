package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.Counters;
import voipbin.base.Problem;
import voipbin.kit.TestHttp;
import voipbin.kit.TestHttp.Answer;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Credential;
import voipbin.kit.json.Json;

class HttpLimitsTest {

    private static SampleApi api;
    private static TestHttp http;

    @BeforeAll
    static void start() {
        api = new SampleApi();
        http = api.http;
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void tooMuchIsRefused() {
        String big = "{\"name\":\"" + "x".repeat(1 << 20) + "\"}";
        Answer answer = http.as("admin").post("/v1.0/samples", big);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("INVALID_ARGUMENT");
        String most = "{\"name\":\"" + "x".repeat((1 << 20) - 11) + "\"}";
        assertThat(http.as("admin").post("/v1.0/samples", most).status()).isEqualTo(200);
        assertThat(http.as("admin").post("/v1.0/samples", "[".repeat(100_000)).reason())
                .isEqualTo("INVALID_JSON_BODY");
        Answer header = http.with("X-Long", "x".repeat(20_000)).get("/ping");
        assertThat(header.status()).isEqualTo(431);
        assertThat(header.reason()).isEqualTo("INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1.0/samples/..%2f HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET /ping?token=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "\u0001\u0002\u0003\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n",
            })
    void whatIsNoProperRequestGetsACleanRefusal(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.api.port())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 4");
            assertThat(answer)
                    .doesNotContain("Exception")
                    .doesNotContain("Jetty")
                    .doesNotContain("<html");
            assertThat(Json.parse(answer.substring(answer.indexOf("\r\n\r\n") + 4))
                            .has("error"))
                    .isTrue();
        }
    }

    @Test
    void aTakenPortIsNamed() {
        HttpConfig taken = new HttpConfig("127.0.0.1", api.api.port());
        assertThatThrownBy(() -> HttpApi.start(taken, List.of(), HttpLimitsTest::nobody, new Counters()))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("127.0.0.1:" + api.api.port());
    }

    @Test
    void closingLetsRunningRequestsEnd() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Route wait = Route.page("/open/wait", _ -> {
            entered.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return Map.of("waited", true);
        });
        HttpApi closing =
                HttpApi.start(new HttpConfig("127.0.0.1", 0), List.of(wait), HttpLimitsTest::nobody, new Counters());
        try (TestHttp client = TestHttp.at(closing.port())) {
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> client.get("/open/wait"));
            entered.await();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(closing::close);
            leave.countDown();
            assertThat(answer.get().text()).isEqualTo("{\"waited\":true}");
            closed.get();
        }
    }

    private static Caller nobody(Credential credential) {
        throw new Problem(Problem.Status.UNAUTHENTICATED, "INVALID_CREDENTIALS", credential + " is not known.");
    }
}
