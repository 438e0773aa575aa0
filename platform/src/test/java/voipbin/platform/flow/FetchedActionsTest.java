package voipbin.platform.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.outward.AddressRules;
import voipbin.kit.outward.OutwardHttp;
import voipbin.platform.customer.Customer;

/** What {@code fetch} asks a customer's server, and what it takes for an answer. */
class FetchedActionsTest {

    private record Asked(String method, String type, String body) {}

    private final OutwardHttp http = new OutwardHttp(AddressRules.anything(), OutwardHttp.Patience.STANDARD);
    private final FetchedActions fetching = new FetchedActions(http);
    private final CompletableFuture<Asked> asked = new CompletableFuture<>();
    private final Id<?> call = Id.random();
    private HttpServer server;
    private int status = 200;
    private String answer = "[]";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.complete(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        byte[] body = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void close() {
        server.stop(0);
        http.close();
    }

    private List<Action> fetch(String method) {
        Flow flow = new Flow(
                Id.random(),
                Id.<Customer>random(),
                Flow.Type.FLOW,
                "",
                "",
                List.of(),
                "",
                Id.nil(),
                true,
                Furnished.NOW,
                null,
                null);
        Id<Activeflow> id =
                Id.<Activeflow>parse("00000000-0000-4000-8000-00000000000a").orElseThrow();
        return fetching.fetch(
                Activeflows.row(id, flow, Origin.call(call, java.util.Map.of()), Furnished.NOW),
                method,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/flow"));
    }

    @ParameterizedTest
    @CsvSource({"GET, GET", "POST, POST", "'', POST", "put, PUT"})
    void theServerIsToldWhoAsksWhateverTheMethod(String method, String used) {
        fetch(method);
        assertThat(asked)
                .isCompletedWithValue(new Asked(
                        used,
                        "application/json; charset=utf-8",
                        "{\"activeflow_id\":\"00000000-0000-4000-8000-00000000000a\",\"reference_id\":\"" + call
                                + "\"}"));
    }

    @Test
    void actionsWithoutAnIdGetOne() {
        answer = "[{\"type\":\"beep\"},{\"id\":\"00000000-0000-4000-8000-00000000000b\",\"type\":\"unknown\"}]";
        List<Action> actions = fetch("POST");
        assertThat(actions).extracting(Action::type).containsExactly("beep", "unknown");
        assertThat(actions.getFirst().id().isNil()).isFalse();
        assertThat(actions.getLast().id()).hasToString("00000000-0000-4000-8000-00000000000b");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 404, 500})
    void onlyTwoHundredIsAnAnswer(int other) {
        status = other;
        assertThat(catchThrowableOfType(Problem.class, () -> fetch("POST")).getMessage())
                .endsWith("answered " + other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"actions\":[]}", "", "nonsense", "[1]"})
    void onlyAnArrayOfActionsIsAnAnswer(String other) {
        answer = other;
        assertThat(catchThrowableOfType(Problem.class, () -> fetch("POST"))).isNotNull();
    }
}
