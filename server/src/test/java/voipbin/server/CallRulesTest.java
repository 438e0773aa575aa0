package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;
import voipbin.kit.event.Position;
import voipbin.sip.CallOutcome;
import voipbin.sip.IncomingCall;

/** What the rows and events of calls say (calls §1), and who sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallRulesTest {

    private static final Map<String, Object> SLEEP = action("sleep", Map.of("duration", 60_000));
    private static final Map<String, Object> ME = Map.of("type", "sip", "target", "me@example.com");
    private static final String PASSWORD = "a-Secret-1";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final TestServer server;
    private final TestHttp admin;

    CallRulesTest(@TempDir Path folder) {
        server = TestServer.start(folder);
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void anOutgoingCallBelongsToTheAgentWhoseAddressItCallsAndOnlyThatAgentSeesIt() throws Exception {
        try (TestCaller phone = new TestCaller(server.card()).refusing(486)) {
            String address = "phone@" + phone.address();
            JsonNode owner = agent(Map.of("type", "sip", "target", address));
            JsonNode other = agent(Map.of("type", "sip", "target", "other@example.com"));
            JsonNode call = call(address, SLEEP).at("/calls/0");
            assertThat(call.path("owner_type").asString()).isEqualTo("agent");
            assertThat(call.path("owner_id")).isEqualTo(owner.path("id"));
            JsonNode strange = call("else@" + phone.address(), SLEEP).at("/calls/0");
            assertThat(strange.path("owner_type").asString()).isEmpty();
            assertThat(strange.path("owner_id").asString()).isEqualTo(NOBODY);

            TestHttp self = as(owner);
            JsonNode seen = self.get("/v1.0/service_agents/calls").json().path("result");
            assertThat(seen.size()).isEqualTo(1);
            String path = "/v1.0/service_agents/calls/" + call.path("id").asString();
            assertThat(seen.at("/0/id")).isEqualTo(call.path("id"));
            assertThat(self.get(path).json().path("id")).isEqualTo(call.path("id"));
            assertThat(as(other).get(path).status()).isEqualTo(403);
            assertThat(as(other)
                            .get("/v1.0/service_agents/calls")
                            .json()
                            .path("result")
                            .size())
                    .isEqualTo(0);
        }
    }

    @Test
    void aGroupOfOneDestinationAndItsCallsBelongToTheAgentBehindIt() throws Exception {
        try (TestCaller phone = new TestCaller(server.card()).refusing(486)) {
            String address = "phone@" + phone.address();
            JsonNode owner = agent(Map.of("type", "sip", "target", address));
            Map<String, Object> toPhone = Map.of("type", "sip", "target", address);
            JsonNode single = group(toPhone);
            assertThat(single.path("owner_type").asString()).isEqualTo("agent");
            assertThat(single.path("owner_id")).isEqualTo(owner.path("id"));
            assertThat(group(toPhone, ME).path("owner_id").asString()).isEqualTo(NOBODY);
            JsonNode ofAgent =
                    group(Map.of("type", "agent", "target", owner.path("id").asString()));
            assertThat(ofAgent.path("owner_id")).isEqualTo(owner.path("id"));
            JsonNode member = admin.get(
                            "/v1.0/calls/" + ofAgent.at("/call_ids/0").asString())
                    .json();
            assertThat(member.path("owner_id")).isEqualTo(owner.path("id"));
            assertThat(member.path("groupcall_id")).isEqualTo(ofAgent.path("id"));
        }
    }

    @Test
    void joiningAndLeavingAnotherIsTold() throws Exception {
        try (TestCaller caller = new TestCaller(server.card());
                TestCaller callee = new TestCaller(server.card())) {
            JsonNode call = call(
                            "caller@" + caller.address(),
                            action("sleep", Map.of("duration", 1)),
                            action(
                                    "connect",
                                    Map.of(
                                            "source",
                                            ME,
                                            "destinations",
                                            List.of(Map.of("type", "sip", "target", "phone@" + callee.address())))),
                            SLEEP)
                    .at("/calls/0");
            Position before = server.voipbin().core().db().outbox().end();
            caller.called().answer();
            callee.called().answer();
            String id = call.path("id").asString();
            awaitUpdates(before, id, "connect", 3);
            callee.called().hangup();
            awaitUpdates(before, id, "connect", 4);
            awaitUpdates(before, id, "sleep", 1);
            JsonNode leg = admin.get("/v1.0/calls/"
                            + admin.get("/v1.0/calls/" + id)
                                    .json()
                                    .at("/chained_call_ids/0")
                                    .asString())
                    .json();
            // which action it is in, that it has joined
            awaitUpdates(before, leg.path("id").asString(), "confbridge_join", 2);
        }
    }

    @Test
    void whoIsHungUpLikeAnotherCallHearsWhyThatOneEnded() throws Exception {
        try (TestCaller phone = new TestCaller(server.card()).refusing(404);
                TestCaller alice = new TestCaller(server.card())) {
            String call =
                    call("phone@" + phone.address(), SLEEP).at("/calls/0/id").asString();
            awaitHangup(call);
            String flow = admin.post(
                            "/v1.0/flows",
                            Map.of(
                                    "name", "like",
                                    "detail", "",
                                    "actions", List.of(action("hangup", Map.of("reference_id", call)))))
                    .json()
                    .path("id")
                    .asString();
            String number = TestServer.freeNumber(admin);
            admin.post("/v1.0/numbers", Map.of("number", number, "type", "virtual", "call_flow_id", flow));
            TestCaller.Side side =
                    alice.call("sip:" + number + "@sip.localhost", "<sip:guest@b.example>", Optional.empty());
            assertThat(side.end())
                    .isInstanceOfSatisfying(
                            CallOutcome.Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(404));
        }
    }

    /** Ten of a hundred packets do not come, and the others do so all at once, each 20 ms too early. */
    @Test
    void howACallSoundedIsKeptAsItWas() throws Exception {
        try (TestCaller phone = new TestCaller(server.card());
                DatagramSocket rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String call =
                    call("phone@" + phone.address(), SLEEP).at("/calls/0/id").asString();
            IncomingCall ringing = phone.called().call();
            String offer = new String(ringing.invite().body(), StandardCharsets.UTF_8);
            int port = Integer.parseInt(offer.lines()
                    .filter(line -> line.startsWith("m=audio "))
                    .findFirst()
                    .orElseThrow()
                    .split(" ")[1]);
            ringing.answer(("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                            + rtp.getLocalPort() + " RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            // once it sends, it listens
            rtp.receive(new DatagramPacket(new byte[1500], 1500));
            Position before = server.voipbin().core().db().outbox().end();
            for (int i = 0; i < 99; i++) {
                if (i % 10 != 5) {
                    ByteBuffer packet = ByteBuffer.allocate(172).putInt(0x80000000 | i);
                    send(rtp, port, packet.putInt(160 * i).putInt(4711).array());
                }
            }
            // the last one says that a key was released, so that it shows when all have come
            ByteBuffer key = ByteBuffer.allocate(16).putInt(0x80650000 | 99);
            send(rtp, port, key.putInt(160 * 99).putInt(4711).putInt(0x058a0320).array());
            awaitKey(before);
            admin.post("/v1.0/calls/" + call + "/hangup", Map.of());
            awaitHangup(call);
            JsonNode stats = admin.get("/v1.0/timelines/calls/" + call + "/sip-analysis")
                    .json()
                    .path("rtcp_stats");
            assertThat(stats.path("rtp_packets").asInt()).isEqualTo(90);
            assertThat(stats.path("rtp_bytes").asInt()).isEqualTo(89 * 160 + 4);
            assertThat(stats.path("packet_loss_pct").asDouble()).isEqualTo(10.0);
            assertThat(stats.path("jitter").asInt()).as("milliseconds").isBetween(15, 100);
            // G.107 and G.113: R = 93.2 - 95 * 10 / (10 + 25.1) = 66.1
            assertThat(stats.path("mos").asDouble()).isCloseTo(3.41, Offset.offset(0.02));
        }
    }

    @Test
    void whatACustomerHadOfCallsGoesWithTheCustomer() throws Exception {
        Operator.Customer own = Operator.signUp(server);
        server.voipbin()
                .core()
                .db()
                .write(tx -> tx.jooq().execute("update customers set status = 'active' where email = ?", own.email()));
        TestHttp key = server.anonymous();
        try (TestCaller phone = new TestCaller(server.card()).refusing(486)) {
            List<Map<String, Object>> destinations =
                    List.of(Map.of("type", "sip", "target", "phone@" + phone.address()));
            JsonNode made = key.post(
                            own.at("/v1.0/calls"),
                            Map.of("source", ME, "destinations", destinations, "actions", List.of(SLEEP)))
                    .json();
            JsonNode group = key.post(
                            own.at("/v1.0/groupcalls"),
                            Map.of("source", ME, "destinations", destinations, "actions", List.of(SLEEP)))
                    .json();
            TestHttp operator = Operator.of(server);
            assertThat(operator.delete("/v1.0/customers/" + own.id()).status()).isEqualTo(200);
            assertThat(operator.get("/v1.0/calls/" + made.at("/calls/0/id").asString())
                            .status())
                    .isEqualTo(409);
            assertThat(operator.get("/v1.0/groupcalls/" + group.path("id").asString())
                            .json()
                            .path("tm_delete")
                            .asString(""))
                    .isNotEmpty();
        }
    }

    // what the tests have in common

    private JsonNode agent(Map<String, Object> address) {
        return TestServer.newAgent(admin, PASSWORD, List.of(address));
    }

    private TestHttp as(JsonNode agent) {
        return server.anonymous().as(server.login(agent.path("username").asString(), PASSWORD));
    }

    @SafeVarargs
    private JsonNode call(String target, Map<String, Object>... actions) {
        return admin.post(
                        "/v1.0/calls",
                        Map.of(
                                "source", ME,
                                "destinations", List.of(Map.of("type", "sip", "target", target)),
                                "actions", List.of(actions)))
                .json();
    }

    @SafeVarargs
    private JsonNode group(Map<String, Object>... destinations) {
        return admin.post(
                        "/v1.0/groupcalls",
                        Map.of(
                                "source",
                                ME,
                                "destinations",
                                List.of(destinations),
                                "actions",
                                List.of(SLEEP),
                                "ring_method",
                                "ring_all",
                                "answer_method",
                                "hangup_others"))
                .json();
    }

    private static void send(DatagramSocket from, int port, byte[] packet) throws IOException {
        from.send(new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port));
    }

    private void awaitKey(Position since) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (server.voipbin().core().db().outbox().after(since, 1000).stream()
                    .anyMatch(event -> event.type().equals("dtmf_received"))) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no key");
    }

    private void awaitHangup(String call) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (admin.get("/v1.0/calls/" + call)
                    .json()
                    .path("status")
                    .asString()
                    .equals("hangup")) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("it does not end");
    }

    /** How often an event says that this call is in this action. */
    private void awaitUpdates(Position since, String call, String action, int count) throws InterruptedException {
        long found = 0;
        for (int i = 0; i < 1000 && found < count; i++) {
            found = server.voipbin().core().db().outbox().after(since, 1000).stream()
                    .filter(event -> event.type().equals("call_updated"))
                    .filter(event -> event.tree().path("id").asString().equals(call))
                    .filter(event ->
                            event.tree().at("/action/type").asString("").equals(action))
                    .count();
            Thread.sleep(20);
        }
        assertThat(found).as(action).isGreaterThanOrEqualTo(count);
    }

    private static Map<String, Object> action(String type, Map<String, Object> option) {
        return Map.of("type", type, "option", option);
    }
}
