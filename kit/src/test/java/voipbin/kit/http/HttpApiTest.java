package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import voipbin.base.Counters;
import voipbin.base.Problem;
import voipbin.kit.TestHttp;
import voipbin.kit.TestHttp.Answer;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Credential;
import voipbin.kit.json.Json;

class HttpApiTest {

    private static final CountDownLatch ENTERED = new CountDownLatch(1);
    private static final CountDownLatch LEAVE = new CountDownLatch(1);

    private static final List<Route> ROUTES = List.of(
            open("GET", "/auth/problem", _ -> {
                throw Problem.conflict("STATE_INVALID", "never told");
            }),
            open("GET", "/auth/bug", _ -> {
                throw new IllegalStateException("only in the log");
            }),
            open("POST", "/auth/echo", ask -> ask.body(JsonNode.class)),
            open("GET", "/open/problem", _ -> {
                throw new Problem(
                        Problem.Status.RESOURCE_EXHAUSTED,
                        "RATE_LIMIT_EXCEEDED",
                        "slow",
                        List.of(Map.of("limited_by", "ip")));
            }),
            open("GET", "/open/bug", _ -> {
                throw new StackOverflowError("only in the log");
            }),
            open("GET", "/open/null", _ -> null),
            open(
                    "GET",
                    "/open/thread",
                    _ -> Map.of("virtual", Thread.currentThread().isVirtual())),
            open("GET", "/open/client", ask -> Map.of("client", ask.client().getHostAddress())),
            open("GET", "/open/{name}/path", ask -> Map.of("name", ask.path("name"))),
            open("GET", "/open/literal/path", _ -> Map.of("literal", true)),
            open("GET", "/open/wait", _ -> {
                ENTERED.countDown();
                try {
                    LEAVE.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return Map.of("waited", true);
            }),
            open("GET", "/open/redirect", _ -> Reply.redirect("/elsewhere")),
            open(
                    "GET",
                    "/open/cookie",
                    _ -> Reply.html("<p>hi</p>").cookie(new Reply.Cookie("token", "abc", Duration.ofDays(7), true))),
            new Route(
                    "GET",
                    "/v1.0/who",
                    Access.AUTHENTICATED_OR_DIRECT,
                    Void.class,
                    Map.class,
                    ask -> Map.of("kind", ask.caller().kind())),
            Route.page("/health", _ -> Reply.text("ok")));

    private static SampleApi api;
    private static TestHttp http;

    private static Route open(String method, String path, Handler handler) {
        return new Route(method, path, Access.OPEN, Void.class, Map.class, handler);
    }

    @BeforeAll
    static void start() {
        api = new SampleApi(new HttpConfig("127.0.0.1", 0), ROUTES);
        http = api.http;
    }

    @AfterAll
    static void stop() {
        LEAVE.countDown();
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /nothing,               404, ROUTE_NOT_FOUND",
        "GET,    /,                      404, ROUTE_NOT_FOUND",
        "PATCH,  /v1.0/samples,          404, ROUTE_NOT_FOUND",
        "DELETE, /v1.0/samples,          404, ROUTE_NOT_FOUND",
        "BREW,   /v1.0/samples,          404, ROUTE_NOT_FOUND",
        "GET,    /v1.0/samples/,         404, ROUTE_NOT_FOUND",
        "GET,    /v1.0/auth/login,       404, ROUTE_NOT_FOUND",
        "POST,   /ping,                  404, ROUTE_NOT_FOUND",
        "GET,    /v1.0/samples,          401, AUTHENTICATION_REQUIRED",
        "GET,    /open/problem,          429, RATE_LIMIT_EXCEEDED",
        "GET,    /open/bug,              500, INTERNAL",
    })
    void whatFailsIsToldInTheEnvelope(String method, String path, int status, String reason) {
        Answer answer = http.with("X-Request-Id", "my-id_7").send(method, path, "");
        assertThat(answer.status()).isEqualTo(status);
        JsonNode error = answer.json().get("error");
        assertThat(error.get("reason").asString()).isEqualTo(reason);
        assertThat(Problem.Status.valueOf(error.get("status").asString()).http())
                .isEqualTo(status);
        assertThat(error.get("message").asString()).isNotEmpty().doesNotContain("only in the log");
        assertThat(error.get("request_id").asString()).isEqualTo("my-id_7");
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("my-id_7");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(error.has("details")).isEqualTo(reason.equals("RATE_LIMIT_EXCEEDED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "has space", "ümlaut", "$"})
    void aRequestIdThatIsNoneIsReplaced(String given) {
        Answer answer = http.with("X-Request-Id", given.replace("ü", "%")).get("/ping");
        assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("req_[0-9A-Z]{26}");
        Answer tooLong = http.with("X-Request-Id", "x".repeat(65)).get("/ping");
        assertThat(tooLong.headers().firstValue("X-Request-Id").orElseThrow()).startsWith("req_");
    }

    @Test
    void belowAuthProblemsOfHandlersAreBare() {
        assertThat(http.get("/auth/problem"))
                .matches(answer -> answer.status() == 409 && answer.text().isEmpty());
        assertThat(http.get("/auth/bug"))
                .matches(answer -> answer.status() == 500 && answer.text().isEmpty());
        assertThat(http.post("/auth/echo", "{"))
                .matches(answer -> answer.status() == 400 && answer.text().isEmpty());
        assertThat(http.post("/auth/echo", "{\"a\":1}").text()).isEqualTo("{\"a\":1}");
        assertThat(http.get("/auth/nothing").reason()).isEqualTo("ROUTE_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token=admin                | ?token=nobody&accesskey=key    | Bearer nobody | AGENT
            token=                     | ?token=direct                  | Bearer nobody | DIRECT
                                       | ?token=                        | Bearer admin  | AGENT
            accesskey=key              | ?accesskey=nobody              | bearer admin  | ACCESSKEY
                                       | ?accesskey=key                 | Basic x       | ACCESSKEY
            token=nobody;accesskey=key | ?token=admin                   | Bearer admin  | INVALID_CREDENTIALS
            accesskey=key              |                                | Bearer nobody | INVALID_CREDENTIALS
            accesskey=admin            | ?accesskey=key                 | Basic x       | INVALID_CREDENTIALS
                                       |                                | Bearer        | AUTHENTICATION_REQUIRED
                                       | ?access_key=key                | key           | AUTHENTICATION_REQUIRED
            """)
    void theFirstCredentialCounts(String cookies, String query, String authorization, String outcome) {
        TestHttp client = http.with("Authorization", authorization);
        TestHttp all = cookies == null ? client : client.with("Cookie", cookies);
        Answer answer = all.get("/v1.0/who" + (query == null ? "" : query));
        assertThat(
                        answer.status() == 200
                                ? answer.json().get("kind").asString().toUpperCase(java.util.Locale.ROOT)
                                : answer.reason())
                .isEqualTo(outcome);
    }

    @Test
    void answersThatAreNotJson() {
        assertThat(http.get("/health").text()).isEqualTo("ok");
        assertThat(http.get("/ping").text()).isEqualTo("{\"message\":\"pong\"}");
        assertThat(http.get("/open/null").text()).isEqualTo("null");
        Answer redirect = http.get("/open/redirect");
        assertThat(redirect.status()).isEqualTo(307);
        assertThat(redirect.headers().firstValue("Location")).contains("/elsewhere");
        Answer page = http.get("/open/cookie");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Set-Cookie"))
                .contains("token=abc; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict; Secure");
    }

    @Test
    void anyOriginMayAsk() {
        Answer preflight = http.with("Access-Control-Request-Method", "PUT").send("OPTIONS", "/v1.0/samples", "");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Methods")
                        .orElseThrow())
                .contains("PUT", "DELETE");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElseThrow())
                .contains("Authorization");
        assertThat(preflight.headers().firstValue("Access-Control-Max-Age")).contains("43200");
        assertThat(http.get("/v1.0/samples").headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
    }

    @Test
    void headIsGetWithoutTheBody() {
        Answer head = http.send("HEAD", "/ping", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
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
    void handlersRunOnVirtualThreadsAndSeeTheClient() {
        assertThat(http.get("/open/thread").text()).isEqualTo("{\"virtual\":true}");
        assertThat(http.get("/open/client").text()).isEqualTo("{\"client\":\"127.0.0.1\"}");
        assertThat(http.with("CF-Connecting-IP", "192.0.2.7")
                        .get("/open/client")
                        .text())
                .isEqualTo("{\"client\":\"192.0.2.7\"}");
        assertThat(http.with("CF-Connecting-IP", "evil.example")
                        .get("/open/client")
                        .text())
                .isEqualTo("{\"client\":\"127.0.0.1\"}");
    }

    @Test
    void literalSegmentsGoBeforeParameters() {
        assertThat(http.get("/open/literal/path").text()).isEqualTo("{\"literal\":true}");
        assertThat(http.get("/open/a+b%20c/path").text()).isEqualTo("{\"name\":\"a+b c\"}");
        assertThatThrownBy(() -> new Router(List.of(ROUTES.getFirst(), ROUTES.getFirst())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requestsAreCounted() {
        long before = api.counters.counter("http.requests.4xx").sum();
        http.get("/nothing");
        assertThat(api.counters.counter("http.requests.4xx").sum()).isGreaterThan(before);
        assertThat(api.counters.counts()).containsKey("http.requests.microseconds");
    }

    @Test
    void aTakenPortIsNamed() {
        HttpConfig taken = new HttpConfig("127.0.0.1", api.api.port());
        assertThatThrownBy(() -> HttpApi.start(taken, List.of(), HttpApiTest::nobody, new Counters()))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("127.0.0.1:" + api.api.port());
    }

    @Test
    void closingLetsRunningRequestsEnd() throws Exception {
        HttpApi closing = HttpApi.start(new HttpConfig("127.0.0.1", 0), ROUTES, HttpApiTest::nobody, new Counters());
        try (TestHttp client = TestHttp.at(closing.port())) {
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> client.get("/open/wait"));
            ENTERED.await();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(closing::close);
            LEAVE.countDown();
            assertThat(answer.get().text()).isEqualTo("{\"waited\":true}");
            closed.get();
        }
    }

    private static Caller nobody(Credential credential) {
        throw new Problem(Problem.Status.UNAUTHENTICATED, "INVALID_CREDENTIALS", credential + " is not known.");
    }
}
