package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;

/** {@code /webhook_deliveries} as a customer's admin sees it. */
class WebhookDeliveriesTest {

    private final AtomicInteger answer = new AtomicInteger(404);
    private TestServer server;
    private TestHttp admin;
    private HttpServer target;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
        admin = server.admin();
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        target.start();
        String uri = "http://127.0.0.1:" + target.getAddress().getPort() + "/hook";
        server.voipbin()
                .core()
                .db()
                .write(tx -> tx.jooq()
                        .update(DSL.table("customers"))
                        .set(DSL.field("webhook_uri", String.class), uri)
                        .execute());
    }

    @AfterEach
    void stop() {
        target.stop(0);
        server.close();
    }

    private JsonNode await(String status) {
        while (true) {
            JsonNode page =
                    admin.get("/v1.0/webhook_deliveries?status=" + status).json();
            if (!page.path("result").isEmpty()) {
                return page.path("result").get(0);
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void aDeadDeliveryIsReadWithItsAttemptsAndReplayed() {
        String number = TestServer.freeNumber(admin);
        assertThat(admin.post("/v1.0/numbers", Map.of("number", number, "type", "virtual"))
                        .status())
                .isEqualTo(200);
        JsonNode dead = await("dead");
        assertThat(dead.path("type").asString()).isEqualTo("number_created");
        assertThat(dead.path("status_code").asInt()).isEqualTo(404);
        assertThat(dead.has("data")).as("only the detail has it").isFalse();

        String path = "/v1.0/webhook_deliveries/" + dead.path("id").asString();
        JsonNode detail = admin.get(path).json();
        assertThat(detail.at("/data/number").asString()).isEqualTo(number);
        assertThat(detail.at("/attempts/0/status_code").asInt()).isEqualTo(404);
        assertThat(detail.path("attempts")).hasSize(1);

        answer.set(200);
        assertThat(admin.post(path + "/replay", "").json().path("status").asString())
                .isEqualTo("pending");
        assertThat(await("delivered").path("id")).isEqualTo(dead.path("id"));
        assertThat(admin.get(path).json().path("attempts")).hasSize(2);
    }

    @Test
    void theStoryOfAFlowTellsHowItsWebhooksWereAnswered() {
        answer.set(204);
        String id = admin.post(
                        "/v1.0/activeflows",
                        Map.of("actions", List.of(Map.of("type", "variable_set", "option", Map.of("key", "a")))))
                .json()
                .path("id")
                .asString();
        String story = "";
        while (!story.contains("activeflow_created to http://127.0.0.1:")) {
            Thread.onSpinWait();
            story = admin.get("/v1.0/timelines/activeflows/" + id + "/story").text();
        }
        assertThat(story).contains("/hook answered 204 after ").contains("\"kind\":\"webhook\"");
    }

    @Test
    void badFiltersAndUnknownIdsAreRefused() {
        assertThat(admin.get("/v1.0/webhook_deliveries?status=lost").reason()).isEqualTo("INVALID_FILTER");
        assertThat(admin.get("/v1.0/webhook_deliveries/" + UUID.randomUUID()).reason())
                .isEqualTo("WEBHOOK_DELIVERY_NOT_FOUND");
        assertThat(server.anonymous().get("/v1.0/webhook_deliveries").status()).isEqualTo(401);
        assertThat(server.anonymous().get("/v1.0/ws").status()).isEqualTo(401);
        assertThat(server.anonymous().get("/metrics").text()).contains("voipbin_webhooks_pending");
    }
}
