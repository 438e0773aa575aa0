package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;

/** A server with carriers to call by: a customer that may, an operator, and a number that was bought. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CarrierHouse {

    static final String NUMBER = "+12025550143";
    static final String CALLED = "+12025550199";
    static final String EVERYBODY = "00000000-0000-0000-0000-000000000001";
    final TestTelnyx telnyx = new TestTelnyx();
    final TestServer server;
    final TestHttp admin;
    final TestHttp operator;
    final String customer;

    CarrierHouse(Path folder) {
        server = TestServer.start(
                folder, "telnyx.url", telnyx.url(), "telnyx.key", TestTelnyx.KEY, "telnyx.connection", "c1");
        admin = server.admin();
        operator = Operator.of(server);
        customer = server.card().customerId();
        verifyEverybody();
        JsonNode bought = ok(admin.post("/v1.0/numbers", Map.of("number", NUMBER, "type", "normal", "name", "shop")));
        assertThat(bought.path("tm_renew")).isEqualTo(bought.path("tm_purchase"));
        assertThat(bought.path("status").asString()).isEqualTo("active");
    }

    /** An operator says that it knows who they are, itself included. */
    private void verifyEverybody() {
        operator.get("/v1.0/customers")
                .json()
                .path("result")
                .forEach(found -> ok(operator.put(
                        "/v1.0/customers/" + found.path("id").asString() + "/identity_verification_status",
                        Map.of("identity_verification_status", "verified"))));
    }

    @BeforeEach
    void allowTheUnitedStates() {
        ok(admin.put("/v1.0/outbound_config", Map.of("destination_whitelist", List.of("US"))));
    }

    @AfterEach
    void removeRoutes() {
        for (String kind : List.of("routes", "providers", "outbound_limits")) {
            operator.get("/v1.0/" + kind)
                    .json()
                    .path("result")
                    .forEach(row -> ok(operator.delete(
                            "/v1.0/" + kind + "/" + row.path("id").asString())));
        }
    }

    @AfterAll
    void stop() {
        server.close();
        telnyx.close();
    }

    String provider(TestCarrier carrier, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("type", "sip", "hostname", carrier.hostname()));
        body.putAll(more);
        return ok(operator.post("/v1.0/providers", body)).path("id").asString();
    }

    String route(String provider, String owner, String target, int priority) {
        return ok(operator.post(
                        "/v1.0/routes",
                        Map.of("customer_id", owner, "provider_id", provider, "target", target, "priority", priority)))
                .path("id")
                .asString();
    }

    /** @param with source, destination and anonymous, where they are to be others */
    TestHttp.Answer call(Map<String, String> with) {
        return admin.post(
                "/v1.0/calls",
                Map.of(
                        "source",
                        Map.of("type", "tel", "target", with.getOrDefault("source", NUMBER)),
                        "destinations",
                        List.of(Map.of("type", "tel", "target", with.getOrDefault("destination", CALLED))),
                        "anonymous",
                        with.getOrDefault("anonymous", "")));
    }

    JsonNode ended(TestHttp.Answer made) {
        return ended(ok(made));
    }

    JsonNode ended(JsonNode made) {
        return await(
                admin,
                "/v1.0/calls/" + made.at("/calls/0/id").asString(),
                call -> call.path("status").asString().equals("hangup"));
    }

    String numberId() {
        return admin.get("/v1.0/numbers")
                .json()
                .path("result")
                .valueStream()
                .filter(number -> number.path("number").asString().equals(NUMBER))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    /** All events of a type, as one text. */
    String events(String type) {
        return server.voipbin()
                .core()
                .db()
                .read(tx -> String.join(
                        "\n",
                        tx.jooq()
                                .fetch("select data from outbox where type = ?", type)
                                .getValues(0, String.class)));
    }

    static List<String> ids(TestHttp.Answer list) {
        return ok(list).path("result")
                .valueStream()
                .map(row -> row.path("id").asString())
                .toList();
    }

    static JsonNode await(TestHttp who, String path, Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        JsonNode seen = ok(who.get(path));
        while (!wanted.test(seen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + seen);
            }
            Thread.onSpinWait();
            seen = ok(who.get(path));
        }
        return seen;
    }

    static JsonNode ok(TestHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    static void refused(TestHttp.Answer answer, int status, String reason, String telling) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.text()).contains(telling);
    }
}
