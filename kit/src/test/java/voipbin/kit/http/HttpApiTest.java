package voipbin.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import voipbin.base.Problem;
import voipbin.kit.TestHttp;
import voipbin.kit.TestHttp.Answer;

class HttpApiTest {

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
    void handlersRunOnVirtualThreadsAndSeeTheClient() {
        assertThat(http.get("/open/thread").text()).isEqualTo("{\"virtual\":true}");
        assertThat(http.get("/open/client").text()).isEqualTo("{\"client\":\"127.0.0.1\"}");
        assertThat(http.with("CF-Connecting-IP", "192.0.2.7")
                        .get("/open/client")
                        .text())
                .isEqualTo("{\"client\":\"127.0.0.1\"}");
    }

    @Test
    void onlyATrustedProxyMaySayWhoTheClientIs() throws Exception {
        HttpConfig trusting =
                new HttpConfig("127.0.0.1", 0).trusting(Set.of(InetAddress.ofLiteral("127.0.0.1")));
        try (SampleApi behind = new SampleApi(trusting, ROUTES)) {
            TestHttp proxy = behind.http;
            assertThat(proxy.with("CF-Connecting-IP", "192.0.2.7").get("/open/client").text())
                    .isEqualTo("{\"client\":\"192.0.2.7\"}");
            assertThat(proxy.with("CF-Connecting-IP", "evil.example").get("/open/client").text())
                    .isEqualTo("{\"client\":\"127.0.0.1\"}");
        }
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
}
