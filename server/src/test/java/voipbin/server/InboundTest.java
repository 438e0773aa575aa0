package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;
import voipbin.sip.CallOutcome;
import voipbin.sip.auth.Credentials;

/** Where calls to the server lead, and who is let in; phones on our own stack, real ones call in e2e. */
class InboundTest extends InboundHouse {

    InboundTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void aPhoneThatIsNotRegisteredIsUnavailableAndAnUnknownOneNotFound() {
        String one = extension();
        try (TestCaller alice = new TestCaller(server.card())) {
            assertThat(status(alice.call(at(extension()), from(one), credentials(one))))
                    .isEqualTo(480);
            assertThat(status(alice.call(at("nobody-here"), from(one), credentials(one))))
                    .isEqualTo(404);
        }
    }

    @Test
    void withoutTheRightPasswordNobodyGetsIn() {
        String one = extension();
        try (TestCaller alice = new TestCaller(server.card())) {
            assertThat(status(alice.call(at(one), from(one), Optional.empty()))).isEqualTo(407);
            for (String user : List.of(one, "nobody-here")) {
                Credentials wrong = new Credentials(user, "wrong");
                assertThat(status(alice.call(at(one), from(user), Optional.of(wrong))))
                        .isEqualTo(403);
            }
            String elsewhere = "sip:1@11111111-2222-4333-8444-555555555555.registrar.localhost";
            assertThat(status(alice.call(elsewhere, from(one), Optional.empty())))
                    .as("a customer that is not there")
                    .isEqualTo(407);
        }
    }

    @Test
    void aNumberRunsItsFlowWhichAnswers() throws Exception {
        String flow =
                flow(List.of(Map.of("type", "answer"), Map.of("type", "sleep", "option", Map.of("duration", 60_000))));
        String number = number(flow);
        try (TestCaller alice = new TestCaller(server.card())) {
            TestCaller.Side calling = alice.call(
                    "sip:" + number + "@sip.localhost", "\"Ann\" <sip:+15551230000@else.where>", Optional.empty());
            TestCaller.soon(calling.answered);
            JsonNode incoming = newest("incoming", "+15551230000");
            assertThat(incoming.path("flow_id").asString()).isEqualTo(flow);
            assertThat(incoming.at("/source/type").asString()).isEqualTo("tel");
            assertThat(incoming.at("/source/target_name").asString()).isEqualTo("Ann");
            assertThat(incoming.at("/destination/target").asString()).isEqualTo(number);
            awaitStatus(incoming, "progressing");
            admin.post("/v1.0/calls/" + incoming.path("id").asString() + "/hangup", Map.of());
            assertThat(calling.end()).isEqualTo(new CallOutcome.HungUp(CallOutcome.By.REMOTE));
        }
    }

    @Test
    void theKeysOfACallerLeadThroughAMenu() throws Exception {
        String end = "00000000-0000-4000-8000-00000000000e";
        String number = number(flow(List.of(
                Map.of("type", "answer"),
                Map.of("type", "digits_receive", "option", Map.of("duration", 60_000, "length", 2)),
                Map.of("type", "branch", "option", Map.of("target_ids", Map.of("42", end))),
                Map.of("type", "sleep", "option", Map.of("duration", 60_000)),
                Map.of("id", end, "type", "stop"))));
        try (TestCaller alice = new TestCaller(server.card())) {
            TestCaller.Side calling =
                    alice.call("sip:" + number + "@sip.localhost", "<sip:+15551230001@else.where>", Optional.empty());
            TestCaller.soon(calling.answered);
            calling.media.sendDigits("42", Duration.ofMillis(100), Duration.ofMillis(100));
            assertThat(calling.end()).isEqualTo(new CallOutcome.HungUp(CallOutcome.By.REMOTE));
            JsonNode call = newest("incoming", "+15551230001");
            JsonNode walked = admin.get(
                            "/v1.0/activeflows/" + call.path("activeflow_id").asString())
                    .json();
            assertThat(walked.path("executed_actions")
                            .valueStream()
                            .map(row -> row.path("type").asString("")))
                    .containsExactly("", "answer", "digits_receive", "branch");
            assertThat(walked.at("/current_action/type").asString())
                    .as("what it ended in is not left behind")
                    .isEqualTo("stop");
        }
    }

    @Test
    void aCallWithoutAnOfferIsAnsweredWithOne() {
        String number = number(
                flow(List.of(Map.of("type", "answer"), Map.of("type", "sleep", "option", Map.of("duration", 60_000)))));
        try (TestCaller alice = new TestCaller(server.card())) {
            TestCaller.Side calling = alice.callWithoutOffer("sip:" + number + "@127.0.0.1", "<sip:a@b.example>");
            assertThat(new String(TestCaller.soon(calling.answered).body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("m=audio");
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 603", "busy, 486", "noanswer, 480", "failed, 408"})
    void aFlowThatHangsUpWithoutAnsweringSaysWhy(String reason, int told) throws Exception {
        String number = number(flow(List.of(Map.of("type", "hangup", "option", Map.of("reason", reason)))));
        try (TestCaller alice = new TestCaller(server.card())) {
            String user = "+1555" + System.nanoTime() % 10_000_000;
            TestCaller.Side calling =
                    alice.call("sip:" + number + "@sip.localhost", "<sip:" + user + "@b.example>", Optional.empty());
            assertThat(status(calling)).isEqualTo(told);
            JsonNode over = ended(newest("incoming", user));
            assertThat(over.path("hangup_by").asString()).isEqualTo("local");
            assertThat(over.path("hangup_reason").asString()).isEqualTo("normal");
        }
    }

    @Test
    void aDirectHashRingsItsExtensionAndItsFlowRuns() {
        String two = extension();
        String hash = hashOf("extensions", "extension", two);
        JsonNode flow = admin.post(
                        "/v1.0/flows",
                        Map.of(
                                "name",
                                "f",
                                "detail",
                                "",
                                "actions",
                                List.of(Map.of("type", "hangup", "option", Map.of("reason", "busy")))))
                .json();
        try (TestCaller alice = new TestCaller(server.card());
                TestCaller bob = new TestCaller(server.card()).registered(two, PASSWORD)) {
            TestCaller.Side calling =
                    alice.call("sip:" + hash + "@sip.localhost", "<sip:guest@b.example>", Optional.empty());
            bob.called().answer();
            TestCaller.soon(calling.answered);
            calling.hangup();
            String direct = "sip:" + flow.path("direct_hash").asString() + "@sip.localhost";
            assertThat(status(alice.call(direct, "<sip:guest@b.example>", Optional.empty())))
                    .isEqualTo(486);
            assertThat(status(alice.call("sip:direct.000000000000@sip.localhost", "<sip:g@b.c>", Optional.empty())))
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sip:+899123456780@sip.localhost, 404",
        "sip:11111111-2222-4333-8444-555555555555@conference.localhost, 404",
        "sip:+15551230000@pstn.localhost, 403",
        "sip:1000@somebody.example, 404",
        "sip:1000@nothing.trunk.localhost, 407",
        "sip:1000@127.0.0.1, 407",
    })
    void whatLeadsNowhereIsRefused(String uri, int told) {
        try (TestCaller alice = new TestCaller(server.card())) {
            assertThat(status(alice.call(uri, "<sip:guest@b.example>", Optional.empty())))
                    .isEqualTo(told);
        }
    }

    @Test
    void aCarrierIsKnownByItsAddressAndReachesNumbersOnly() {
        String number = number(flow(List.of(Map.of("type", "hangup", "option", Map.of("reason", "busy")))));
        try (TestCaller carrier = new TestCaller(server.card(), "127.0.0.9")) {
            String bare = number.substring(1);
            assertThat(status(
                            carrier.call("sip:" + bare + "@127.0.0.1", "<sip:15551230000@carrier>", Optional.empty())))
                    .as("digits without the plus, as some carriers send them")
                    .isEqualTo(486);
            assertThat(status(carrier.call(
                            "sip:" + number + "@pstn.localhost", "<sip:+15551230000@carrier>", Optional.empty())))
                    .isEqualTo(486);
            assertThat(status(carrier.call("sip:1000@127.0.0.1", "<sip:+15551230000@carrier>", Optional.empty())))
                    .as("no challenge for a carrier")
                    .isEqualTo(404);
        }
    }

    @Test
    void aNumberWithoutAFlowIsNotThere() {
        String none = number(new java.util.UUID(0, 0).toString());
        try (TestCaller alice = new TestCaller(server.card())) {
            assertThat(status(alice.call("sip:" + none + "@sip.localhost", "<sip:g@b.example>", Optional.empty())))
                    .isEqualTo(404);
        }
    }

    @Test
    void aCallOfAnAgentsExtensionIsTheAgents() throws Exception {
        String one = extension();
        String agent = agent(one);
        try (TestCaller alice = new TestCaller(server.card())) {
            alice.call(at(extension()), from(one), credentials(one)).end();
            JsonNode call = newest("incoming", one);
            assertThat(call.path("owner_type").asString()).isEqualTo("agent");
            assertThat(call.path("owner_id").asString()).isEqualTo(agent);
        }
    }

    @Test
    void aPhoneMayDialByTheBareAddress() {
        String one = extension();
        String two = extension();
        try (TestCaller alice = new TestCaller(server.card());
                TestCaller bob = new TestCaller(server.card()).registered(two, PASSWORD)) {
            TestCaller.Side calling =
                    alice.call("sip:" + two + "@127.0.0.1", "<sip:" + one + "@127.0.0.1>", credentials(one));
            bob.called().answer();
            TestCaller.soon(calling.answered);
        }
    }

    @ParameterizedTest
    @CsvSource({"'sip:extension%3A'", "'sip:'"})
    void dialNamesMayBeWrittenInSeveralWays(String prefix) {
        String one = extension();
        String two = extension();
        try (TestCaller alice = new TestCaller(server.card());
                TestCaller bob = new TestCaller(server.card()).registered(two, PASSWORD)) {
            alice.call(prefix + two + "@" + server.card().sipDomain(), from(one), credentials(one));
            bob.called();
        }
    }

    @Test
    void anAgentRingsAtItsExtensions() {
        String one = extension();
        String two = extension();
        String agent = agent(two);
        try (TestCaller alice = new TestCaller(server.card());
                TestCaller bob = new TestCaller(server.card()).registered(two, PASSWORD)) {
            TestCaller.Side calling =
                    alice.call("sip:agent%3A" + agent + "@" + server.card().sipDomain(), from(one), credentials(one));
            bob.called().answer();
            TestCaller.soon(calling.answered);
        }
    }

    @Test
    void aTrunkIsLetInByPasswordOrByAddress() throws Exception {
        String byPassword = trunk(List.of("basic"), List.of());
        String byAddress = trunk(List.of("ip"), List.of("127.0.0.1"));
        String either = trunk(List.of("basic", "ip"), List.of("::1"));
        Optional<Credentials> pbx = Optional.of(new Credentials("pbx", PASSWORD));
        try (TestCaller alice = new TestCaller(server.card())) {
            String number = "sip:+15551239999@";
            // no carrier: let in, and nobody to carry it
            assertThat(status(alice.call(number + byPassword, "<sip:+15551230001@pbx>", pbx)))
                    .isEqualTo(404);
            assertThat(status(alice.call(number + byAddress, "<sip:+15551230002@pbx>", Optional.empty())))
                    .isEqualTo(404);
            assertThat(status(alice.call(number + either, "<sip:+15551230003@pbx>", Optional.empty())))
                    .isEqualTo(407);
            assertThat(status(alice.call(number + either, "<sip:+15551230003@pbx>", pbx)))
                    .isEqualTo(404);
            Optional<Credentials> wrong = Optional.of(new Credentials("pbx", "wrong"));
            assertThat(status(alice.call(number + byPassword, "<sip:+15551230004@pbx>", wrong)))
                    .isEqualTo(403);
            assertThat(status(alice.call("sip:1000@" + byAddress, "<sip:+15551230005@pbx>", Optional.empty())))
                    .isEqualTo(484);
        }
        JsonNode call = ended(newest("incoming", "+15551230001"));
        assertThat(call.at("/destination/type").asString()).isEqualTo("tel");
        assertThat(call.at("/destination/target").asString()).isEqualTo("+15551239999");
    }

    /** The SIP domain of a new trunk. */
    private String trunk(List<String> types, List<String> addresses) {
        String name = "t" + TestServer.unique();
        TestHttp.Answer made = admin.post(
                "/v1.0/trunks",
                Map.of(
                        "name", "pbx",
                        "detail", "",
                        "domain_name", name,
                        "auth_types", types,
                        "username", "pbx",
                        "password", PASSWORD,
                        "allowed_ips", addresses));
        assertThat(made.status()).isEqualTo(200);
        return name + ".trunk.localhost";
    }
}
