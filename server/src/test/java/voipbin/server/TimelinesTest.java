package voipbin.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.kit.TestHttp;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Outbox;
import voipbin.platform.customer.Customer;
import voipbin.server.demo.Phone;

/** What is told afterwards of a call that a phone of our own has taken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimelinesTest {

    private final Path folder;
    private final TestServer server;
    private final TestHttp admin;
    private final HttpServer target;
    private JsonNode call = tools.jackson.databind.node.MissingNode.getInstance();

    TimelinesTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.server = TestServer.start(folder.resolve("data"));
        this.admin = server.admin();
        this.target = takingAll();
        String uri = "http://127.0.0.1:" + target.getAddress().getPort() + "/hook";
        server.voipbin()
                .core()
                .db()
                .write(tx -> tx.jooq()
                        .update(DSL.table("customers"))
                        .set(DSL.field("webhook_uri", String.class), uri)
                        .execute());
    }

    private static HttpServer takingAll() throws IOException {
        HttpServer target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        target.start();
        return target;
    }

    @BeforeAll
    void makeACall() throws Exception {
        try (Phone phone = server.phone(folder.resolve("phone.wav"))) {
            phone.events().registered().get(20, SECONDS);
            JsonNode made = admin.post(
                            "/v1.0/calls",
                            Map.of(
                                    "destinations",
                                    List.of(Map.of(
                                            "type",
                                            "extension",
                                            "target_name",
                                            server.card().extension())),
                                    "actions",
                                    List.of(
                                            Map.of(
                                                    "type",
                                                    "variable_set",
                                                    "option",
                                                    Map.of("key", "to", "value", "${voipbin.call.id}")),
                                            Map.of("type", "sleep", "option", Map.of("duration", 50)))))
                    .json();
            phone.events().ended().get(20, SECONDS);
            call = ended(made.at("/groupcalls/0/call_ids/0").asString());
            awaitAnswerToBye();
        }
    }

    @AfterAll
    void stop() {
        server.close();
        target.stop(0);
    }

    private JsonNode ended(String id) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (true) {
            JsonNode now = admin.get("/v1.0/calls/" + id).json();
            if (now.path("status").asString("").equals("hangup")) {
                return now;
            }
            assertThat(System.nanoTime()).as("it ends").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** The call counts as over when our BYE is out. */
    private void awaitAnswerToBye() {
        long end = System.nanoTime() + 20_000_000_000L;
        List<String> methods;
        do {
            methods = all(get("/v1.0/timelines/calls/" + id() + "/sip-analysis").path("sip_messages"), "method");
            assertThat(System.nanoTime()).as("BYE is answered: " + methods).isLessThan(end);
        } while (methods.isEmpty() || !methods.getLast().equals("200"));
    }

    private String id() {
        return call.path("id").asString();
    }

    @Test
    void theLadderTellsEachMessageOfTheCallWithItsWay() {
        JsonNode analysis = get("/v1.0/timelines/calls/" + id() + "/sip-analysis");
        JsonNode messages = analysis.path("sip_messages");
        assertThat(all(messages, "method"))
                .startsWith("INVITE")
                .containsSubsequence("INVITE", "180", "200", "ACK", "BYE", "200");
        assertThat(all(messages, "timestamp")).isSorted();
        JsonNode invite = messages.path(0);
        assertThat(invite.path("src_ip").asString()).isEqualTo("127.0.0.1");
        assertThat(invite.path("src_port").asInt()).isEqualTo(server.card().sipPort());
        assertThat(invite.path("dst_port").asInt())
                .isNotZero()
                .isNotEqualTo(server.card().sipPort());
        assertThat(invite.path("raw").asString()).startsWith("INVITE sip:").contains("\r\n\r\nv=0");
        assertThat(analysis.path("rtcp_stats").path("mos").asDouble()).isBetween(1.0, 4.5);
        assertThat(server.anonymous().get("/metrics").text())
                .containsPattern("voipbin_calls_mos_bucket\\{le=\"\\+Inf\"} [1-9]")
                .containsPattern("voipbin_calls_jitter_milliseconds_count [1-9]")
                .contains("voipbin_calls_packet_loss_percent_sum", "voipbin_calls_dead_media_total 0");
    }

    @Test
    void theLegsTellHowTheyEnded() {
        JsonNode leg = get("/v1.0/timelines/calls/" + id() + "/sip-analysis").at("/legs/0");
        assertThat(leg.path("call_id").asString()).isEqualTo(id());
        assertThat(leg.path("sip_status").asInt()).isEqualTo(200);
        assertThat(leg.path("hangup_reason").asString()).isEqualTo("normal");
        assertThat(leg.path("tm_hangup")).isEqualTo(call.path("tm_hangup"));
    }

    @Test
    void theLadderIsStillThereAfterARestart() {
        String path = "/v1.0/timelines/calls/" + id() + "/sip-analysis";
        JsonNode before = get(path);
        server.restart();
        assertThat(server.admin().get(path).json()).isEqualTo(before);
    }

    @Test
    void thePcapIsAFileByName() {
        TestHttp.Answer file = server.admin().get("/v1.0/timelines/calls/" + id() + "/pcap");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).hasValue("application/vnd.tcpdump.pcap");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"call-" + id() + ".pcap\"");
        assertThat(file.text()).contains("INVITE sip:", "BYE sip:");
    }

    @Test
    void aCallThatNeverCameToTheWireHasAnEmptyFile() {
        JsonNode unreached = admin().post(
                        "/v1.0/calls",
                        Map.of("destinations", List.of(Map.of("type", "sip", "target", "x@nowhere.invalid"))))
                .json();
        String id = unreached.at("/calls/0/id").asString();
        assertThat(get("/v1.0/timelines/calls/" + id + "/sip-analysis").path("sip_messages"))
                .isEmpty();
        assertThat(admin().get("/v1.0/timelines/calls/" + id + "/pcap").text()).isEmpty();
    }

    @Test
    void theTimelineOfACallIsItsEventsNewestFirst() {
        JsonNode page = get("/v1.0/timelines/calls/" + id() + "/events");
        assertThat(all(page.path("result"), "event_type"))
                .startsWith("call_hangup")
                .endsWith("call_created")
                .containsSubsequence("call_hangup", "call_terminating", "call_progressing", "call_ringing");
        assertThat(all(page.path("result"), "timestamp")).allMatch(time -> time.matches(".*\\.\\d{3}Z"));
        assertThat(page.at("/result/0/data")).isEqualTo(call);
        assertThat(page.has("next_page_token")).as("on the last page").isFalse();
    }

    @Test
    void theStoryTellsEventsActionsAndSignallingInTheirOrder() {
        JsonNode story = get("/v1.0/timelines/calls/" + id() + "/story");
        assertThat(all(story.path("result"), "timestamp")).isSorted();
        assertThat(all(story.path("result"), "text"))
                .anyMatch(text -> text.startsWith("outgoing call from "))
                .anyMatch(text -> text.startsWith("INVITE 127.0.0.1:"))
                .containsSubsequence(
                        "call ringing", "call progressing", "sleep {\"duration\":50}", "call hangup: normal, by local");
        assertThat(all(story.path("result"), "kind")).contains("status", "action", "signalling");
        assertThat(story.path("complete").asBoolean()).isTrue();
        assertThat(get("/v1.0/timelines/activeflows/"
                        + call.path("activeflow_id").asString() + "/story"))
                .isEqualTo(story);
    }

    @Test
    void theStoryTellsHowItSoundedAndWhomItWasToldTo() {
        List<String> texts;
        long end = System.nanoTime() + 20_000_000_000L;
        do {
            texts = all(get("/v1.0/timelines/calls/" + id() + "/story").path("result"), "text");
            assertThat(System.nanoTime()).as("webhooks are sent: " + texts).isLessThan(end);
        } while (texts.stream().noneMatch(text -> text.startsWith("call_hangup to http://127.0.0.1:")));
        assertThat(texts)
                .anyMatch(text -> text.startsWith("variable_set {") && text.contains("\"value\":\"" + id() + "\""))
                .anyMatch(text ->
                        text.matches("sound: MOS [1-4]\\.\\d, \\d+\\.\\d % lost, jitter \\d+ ms, [1-9]\\d* packets"))
                .anyMatch(text -> text.matches("call_hangup to http://127.0.0.1:.*/hook answered 204 after \\d+ ms"));
    }

    @Test
    void theKeysOfACallAreInItsStory() {
        record Key(String id, String callId, String digit, long duration) {}
        Db db = server.voipbin().core().db();
        Id<Customer> customer =
                Id.<Customer>parse(call.path("customer_id").asString()).orElseThrow();
        Key key = new Key(UUID.randomUUID().toString(), id(), "5", 120);
        db.write(tx -> {
            db.outbox()
                    .append(
                            tx,
                            new Outbox.Entry(
                                    customer,
                                    "dtmf_received",
                                    key,
                                    Visibility.INTERNAL,
                                    Id.parse(id()).orElseThrow()));
            return key;
        });
        assertThat(all(get("/v1.0/timelines/calls/" + id() + "/story").path("result"), "text"))
                .contains("key 5, held for 120 ms");
    }

    @Test
    void whatAFlowWithoutACallCouldNotDoIsInItsStory() {
        String id = admin().post(
                        "/v1.0/activeflows",
                        Map.of("actions", List.of(Map.of("type", "email_send", "option", Map.of("subject", "hello")))))
                .json()
                .path("id")
                .asString();
        long end = System.nanoTime() + 20_000_000_000L;
        List<String> texts;
        do {
            texts = all(get("/v1.0/timelines/activeflows/" + id + "/story").path("result"), "text");
            assertThat(System.nanoTime()).as("it ends: " + texts).isLessThan(end);
        } while (!texts.contains("activeflow ended"));
        assertThat(texts)
                .containsSubsequence("activeflow created", "email_send {\"subject\":\"hello\"}", "activeflow ended")
                .anyMatch(text -> text.startsWith("email_send: ACTION_UNAVAILABLE"));
    }

    @Test
    void pagesOfOneRowTellTheSameAsOnePage() {
        String path =
                "/v1.0/timelines/activeflows/" + call.path("activeflow_id").asString() + "/events";
        JsonNode whole = get(path).path("result");
        assertThat(whole.size()).isGreaterThan(2);
        List<JsonNode> single = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = get(path + "?page_size=1&page_token=" + token);
            page.path("result").forEach(single::add);
            token = page.path("next_page_token").asString("");
        } while (!token.isEmpty());
        assertThat(single).containsExactlyElementsOf(whole);
    }

    @Test
    void allEventsOfAnActiveflowAreFoundByItOrByItsCall() {
        String activeflow = call.path("activeflow_id").asString();
        JsonNode events = get("/v1.0/aggregated-events?activeflow_id=" + activeflow);
        assertThat(all(events.path("result"), "event_type"))
                .contains("call_created", "call_hangup", "activeflow_created")
                .anyMatch(type -> type.startsWith("activeflow_"));
        assertThat(get("/v1.0/aggregated-events?call_id=" + id())).isEqualTo(events);
        assertThat(all(events.path("result"), "timestamp").reversed()).isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "timelines/queues/%s/events, 400, INVALID_RESOURCE_TYPE",
        "timelines/queues/x/events, 400, INVALID_RESOURCE_TYPE",
        "timelines/calls/x/events, 400, INVALID_REQUEST_PARAMETER",
        "timelines/calls/x/sip-analysis, 400, INVALID_REQUEST_PARAMETER",
        "timelines/calls/x/pcap, 400, INVALID_REQUEST_PARAMETER",
        "timelines/calls/%s/events, 404, CALL_NOT_FOUND",
        "timelines/queues/%s/story, 400, INVALID_RESOURCE_TYPE",
        "timelines/flows/%s/story, 404, FLOW_NOT_FOUND",
        "timelines/calls/x/story, 400, INVALID_REQUEST_PARAMETER",
        "timelines/calls/%s/story, 404, CALL_NOT_FOUND",
        "timelines/calls/%s/sip-analysis, 404, CALL_NOT_FOUND",
        "timelines/calls/%s/pcap, 404, CALL_NOT_FOUND",
        "timelines/flows/%s/events, 404, FLOW_NOT_FOUND",
        "timelines/activeflows/%s/events, 404, ACTIVEFLOW_NOT_FOUND",
        "timelines/conferences/%s/events, 404, CONFERENCE_NOT_FOUND",
        "timelines/calls/%s/events?page_size=x, 400, INVALID_REQUEST_PARAMETER",
        "aggregated-events, 400, INVALID_ARGUMENT",
        "aggregated-events?call_id=%s&activeflow_id=%s, 400, INVALID_ARGUMENT",
        "aggregated-events?call_id=x, 400, INVALID_REQUEST_PARAMETER",
        "aggregated-events?call_id=%s, 404, RESOURCE_NOT_FOUND",
        "aggregated-events?activeflow_id=%s, 404, RESOURCE_NOT_FOUND",
    })
    void whatCannotBeToldIsRefused(String path, int status, String reason) {
        TestHttp.Answer refused =
                admin().get("/v1.0/" + path.replace("%s", UUID.randomUUID().toString()));
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.reason()).isEqualTo(reason);
    }

    @Test
    void aTokenThatIsNoneIsRefused() {
        assertThat(admin().get("/v1.0/timelines/calls/" + id() + "/events?page_token=soon")
                        .reason())
                .isEqualTo("INVALID_REQUEST_PARAMETER");
    }

    /** Anew each time: a restart takes another port. */
    private TestHttp admin() {
        return server.admin();
    }

    private JsonNode get(String path) {
        TestHttp.Answer answer = admin().get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> all(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(one -> one.path(field).asString(""))
                .toList();
    }
}
