package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.kit.TestHttp;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.media.MediaSession;
import voipbin.media.Sink;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.Tone;
import voipbin.platform.transfer.Transfer;
import voipbin.sip.CallOutcome;
import voipbin.sip.ReferProgress;
import voipbin.sip.auth.Credentials;
import voipbin.sip.message.DialogReference;

/** Phones hand on whom they talk with, or a customer lets them; real phones do in e2e. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferTest {

    private static final String PASSWORD = "a-Secret-1";
    private static final String NIL = new UUID(0, 0).toString();
    private static final Map<String, Object> BUSY = Map.of("type", "tel", "target", "+899000200000");
    private static final Map<String, Object> NEVER = Map.of("type", "tel", "target", "+899000300000");
    private static final CallOutcome LET_GO = new CallOutcome.HungUp(CallOutcome.By.REMOTE);

    private final TestServer server;
    private int tones;
    private final List<TestCaller> phones = new java.util.ArrayList<>();

    TransferTest(@TempDir Path folder) {
        server = TestServer.start(folder);
    }

    @AfterEach
    void putDown() {
        phones.forEach(TestCaller::close);
        phones.clear();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theCalledOneHandsTheCallerOn() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        var reports = talk.bob.refer(at(carol.name));
        carol.called().answer();
        assertThat(TestCaller.soon(reports))
                .contains(new ReferProgress.Accepted(true), new ReferProgress.Notified(180, "Ringing", false))
                .endsWith(new ReferProgress.Notified(200, "OK", true));
        assertThat(talk.bob.end()).isEqualTo(LET_GO);
        hears(talk.alice.media, carol.called().media);
        hears(carol.called().media, talk.alice.media);
        assertThat(carol.called().call().invite().from().uri().user()).contains(talk.caller.name);
        carol.called().hangup();
        assertThat(talk.alice.end()).isEqualTo(LET_GO);
    }

    @Test
    void theCallerHandsOnAndLeavesBeforeTheTargetHasAnswered() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        var reports = talk.alice.refer(at(carol.name));
        TestCaller.Side called = carol.called();
        talk.alice.hangup();
        TestCaller.soon(reports);
        hearsSomething(talk.bob.media);
        called.answer();
        hears(talk.bob.media, called.media);
        hears(called.media, talk.bob.media);
        talk.bob.hangup();
        assertThat(called.end()).isEqualTo(LET_GO);
    }

    @Test
    void aTargetThatRefusesLeavesAllAsItWas() throws Exception {
        Talk talk = new Talk();
        Phone busy = new Phone();
        busy.phone.refusing(486);
        assertThat(TestCaller.soon(talk.alice.refer(at(busy.name))))
                .endsWith(new ReferProgress.Notified(486, "Busy Here", true));
        hears(talk.alice.media, talk.bob.media);
        assertThat(TestCaller.soon(
                        talk.bob.refer("sip:nobody-here@" + server.card().sipDomain())))
                .containsExactly(new ReferProgress.Refused(404, "Not Found"));
        assertThat(TestCaller.soon(talk.bob.refer("sip:" + busy.name + "@elsewhere.example")))
                .containsExactly(new ReferProgress.Refused(404, "Not Found"));
        assertThat(TestCaller.soon(talk.bob.refer("tel:+12025550199")).getLast())
                .as("a number that this customer may not call")
                .isEqualTo(new ReferProgress.Notified(404, "Not Found", true));
        hears(talk.bob.media, talk.alice.media);
        talk.alice.hangup();
        assertThat(talk.bob.end()).isEqualTo(LET_GO);
    }

    @Test
    void whoTalksWithBothBringsThemTogether() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        TestCaller.Side second = talk.callee.phone.call(
                at(carol.name), from(talk.callee.name), Optional.of(new Credentials(talk.callee.name, PASSWORD)));
        carol.called().answer();
        TestCaller.soon(second.answered);
        hears(second.media, carol.called().media);

        var reports = talk.bob.refer(
                at(carol.name) + "?" + second.dialog().reference().orElseThrow().escaped());
        assertThat(TestCaller.soon(reports)).endsWith(new ReferProgress.Notified(200, "OK", true));
        assertThat(talk.bob.end()).isEqualTo(LET_GO);
        assertThat(second.end()).isEqualTo(LET_GO);
        hears(talk.alice.media, carol.called().media);
        hears(carol.called().media, talk.alice.media);
        talk.alice.hangup();
        assertThat(carol.called().end()).isEqualTo(LET_GO);
    }

    @Test
    void anotherPhoneOfTheCustomerTakesTheCallOver() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        // as bob's phone would tell carol's: seen from the server
        DialogReference dialog = talk.bob.dialog().reference().orElseThrow();
        Optional<Credentials> wrong = Optional.of(new Credentials(carol.name, "wrong"));
        TestCaller.Side refused = carol.phone.takeOver(dialog, at(talk.callee.name), from(carol.name), wrong);
        assertThat(refused.end()).isEqualTo(new CallOutcome.Refused(403, "Forbidden"));
        Optional<Credentials> right = Optional.of(new Credentials(carol.name, PASSWORD));
        TestCaller.Side taking = carol.phone.takeOver(dialog, at(talk.callee.name), from(carol.name), right);
        TestCaller.soon(taking.answered);
        assertThat(talk.bob.end()).isEqualTo(LET_GO);
        hears(talk.alice.media, taking.media);
        hears(taking.media, talk.alice.media);
        taking.hangup();
        assertThat(talk.alice.end()).isEqualTo(LET_GO);
    }

    @Test
    void whoTalksWithNobodyAndStrangersHandNothingOn() {
        Phone carol = new Phone();
        String number = number();
        TestCaller guest = phone();
        TestCaller.Side alone = guest.call("sip:" + number + "@sip.localhost", "<sip:x@y.example>", Optional.empty());
        TestCaller.soon(alone.answered);
        assertThat(TestCaller.soon(alone.refer(at(carol.name))))
                .containsExactly(new ReferProgress.Refused(603, "Decline"));
    }

    @Test
    void phonesThatRangInVainLearnWhy() {
        Phone one = new Phone();
        TestCaller second = phone().registered(one.name, PASSWORD);
        Phone caller = new Phone();
        TestCaller.Side calling = caller.call(one.name);
        TestCaller.Side late = second.called();
        one.called().answer();
        TestCaller.soon(calling.answered);
        assertThat(late.end()).isEqualTo(new CallOutcome.Canceled());
        assertThat(late.reasons.toString()).isEqualTo("[SIP;cause=200;text=\"Call completed elsewhere\"]");
        calling.hangup();
        assertThat(one.called().end()).isEqualTo(LET_GO);
        assertThat(one.called().reasons.toString()).isEqualTo("[Q.850;cause=16]");
    }

    @Test
    void aCustomerLetsOneAskTheTargetFirst() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        String bob = talk.callee.calls("outgoing");
        String alice = talk.caller.calls("incoming");
        JsonNode transfer = transferred("attended", bob, carol.address());
        assertThat(transfer.path("type").asString()).isEqualTo("attended");
        assertThat(transfer.path("transferer_call_id").asString()).isEqualTo(bob);
        assertThat(transfer.path("transferee_call_id").asString()).isEqualTo(NIL);
        JsonNode group = server.admin()
                .get("/v1.0/groupcalls/" + transfer.path("groupcall_id").asString())
                .json();
        assertThat(group.path("ring_method").asString()).isEqualTo("ring_all");
        assertThat(group.path("answer_method").asString()).isEqualTo("hangup_others");
        assertThat(group.path("master_call_id").asString()).isEqualTo(alice);
        assertThat(transfer("attended", bob, carol.address()).status())
                .as("one at a time")
                .isEqualTo(409);
        assertThat(mute(alice)).isEqualTo("in");
        hearsSomething(talk.alice.media);
        carol.called().answer();
        hears(talk.bob.media, carol.called().media);
        hears(carol.called().media, talk.bob.media);
        hearsSomething(talk.alice.media);

        talk.bob.hangup();
        hears(talk.alice.media, carol.called().media);
        hears(carol.called().media, talk.alice.media);
        assertThat(mute(alice)).isEmpty();
        assertThat(completed(transfer)).isEqualTo(group.path("call_ids").path(0).asString());
        carol.called().hangup();
        assertThat(talk.alice.end()).isEqualTo(LET_GO);
    }

    @Test
    void aTargetThatHasNoTimeLeavesTheTwoAsTheyWere() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        String alice = talk.caller.calls("incoming");
        String bob = talk.callee.calls("outgoing");
        // by the one who has called: the other is not to end with them
        transferred("attended", alice, carol.address());
        assertThat(mute(bob)).isEqualTo("in");
        carol.called().answer();
        hears(talk.alice.media, carol.called().media);
        carol.called().hangup();
        hears(talk.alice.media, talk.bob.media);
        hears(talk.bob.media, talk.alice.media);
        assertThat(mute(bob)).isEmpty();
        transferred("attended", alice, BUSY);
        hears(talk.bob.media, talk.alice.media);
        talk.alice.hangup();
        assertThat(talk.bob.end()).isEqualTo(LET_GO);
    }

    @Test
    void whoHasCalledAsksAndLeavesTheOtherTwoTogether() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        transferred("attended", talk.caller.calls("incoming"), carol.address());
        carol.called().answer();
        hears(talk.alice.media, carol.called().media);
        talk.alice.hangup();
        hears(talk.bob.media, carol.called().media);
        hears(carol.called().media, talk.bob.media);
        talk.bob.hangup();
        assertThat(carol.called().end()).isEqualTo(LET_GO);
    }

    @Test
    void whoLeavesBeforeTheTargetHasAnsweredEndsItForAll() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        transferred("attended", talk.callee.calls("outgoing"), carol.address());
        TestCaller.Side ringing = carol.called();
        talk.bob.hangup();
        assertThat(ringing.end()).isEqualTo(new CallOutcome.Canceled());
        assertThat(talk.alice.end()).isEqualTo(LET_GO);
    }

    @Test
    void aCustomerHandsACallOnWithoutAsking() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        JsonNode transfer = transferred("blind", talk.callee.calls("outgoing"), NEVER, carol.address());
        assertThat(talk.bob.end()).isEqualTo(LET_GO);
        hearsSomething(talk.alice.media);
        carol.called().answer();
        hears(talk.alice.media, carol.called().media);
        hears(carol.called().media, talk.alice.media);
        JsonNode group = server.admin()
                .get("/v1.0/groupcalls/" + transfer.path("groupcall_id").asString())
                .json();
        assertThat(group.path("destinations").size()).isEqualTo(2);
        JsonNode within = server.admin()
                .get("/v1.0/groupcalls/" + group.path("groupcall_ids").path(0).asString())
                .json();
        assertThat(completed(transfer))
                .isEqualTo(within.path("call_ids").path(0).asString());
        talk.alice.hangup();
        assertThat(carol.called().end()).isEqualTo(LET_GO);
    }

    @Test
    void aFlowGoesOnWhenNobodyTakesWhoWasHandedOn() throws Exception {
        Phone bob = new Phone();
        List<Map<String, Object>> actions = List.of(
                Map.of("type", "connect", "option", Map.of("destinations", List.of(bob.address()))),
                Map.of("type", "sleep", "option", Map.of("duration", 60_000)));
        TestCaller.Side alice =
                phone().call("sip:" + number(actions) + "@sip.localhost", "<sip:x@y.example>", Optional.empty());
        bob.called().answer();
        hears(alice.media, bob.called().media);
        String leg = bob.calls("outgoing");
        String caller = server.admin()
                .get("/v1.0/calls/" + leg)
                .json()
                .path("master_call_id")
                .asString();
        transferred("blind", leg, BUSY);
        assertThat(bob.called().end()).isEqualTo(LET_GO);
        awaitAction(caller, "sleep");
        alice.hangup();
    }

    @Test
    void whatCannotBeTransferredIsToldAndStaysAsItIs() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        Phone away = new Phone();
        away.phone.close();
        String bob = talk.callee.calls("outgoing");
        assertThat(transfer("blind", UUID.randomUUID().toString(), carol.address())
                        .reason())
                .isEqualTo("CALL_NOT_FOUND");
        assertThat(transfer("sideways", bob, carol.address()).status()).isEqualTo(400);
        assertThat(transfer("blind", bob).status()).isEqualTo(400);
        assertThat(transfer("blind", bob, Map.of("type", "email", "target", "a@b.example"))
                        .status())
                .isEqualTo(400);
        assertThat(transfer("attended", bob, Map.of("type", "extension", "target_name", "nobody-" + bob))
                        .status())
                .isEqualTo(409);
        assertThat(mute(talk.caller.calls("incoming"))).isEmpty();
        hears(talk.alice.media, talk.bob.media);
        hears(talk.bob.media, talk.alice.media);

        TestCaller guest = phone();
        TestCaller.Side alone = guest.call("sip:" + number() + "@sip.localhost", "<sip:x@y.example>", Optional.empty());
        TestCaller.soon(alone.answered);
        JsonNode newest = server.admin().get("/v1.0/calls").json().at("/result/0");
        assertThat(transfer("blind", newest.path("id").asString(), carol.address())
                        .reason())
                .isEqualTo("STATE_INVALID");
        server.admin().delete("/v1.0/calls/" + bob);
        assertThat(transfer("blind", bob, carol.address()).status()).isEqualTo(409);
    }

    private TestHttp.Answer transfer(String type, String call, Object... targets) {
        return server.admin()
                .post(
                        "/v1.0/transfers",
                        Map.of(
                                "transfer_type",
                                type,
                                "transferer_call_id",
                                call,
                                "transferee_addresses",
                                List.of(targets)));
    }

    private JsonNode transferred(String type, String call, Object... targets) {
        TestHttp.Answer answer = transfer(type, call, targets);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }

    private String mute(String call) {
        return server.admin()
                .get("/v1.0/calls/" + call)
                .json()
                .path("mute_direction")
                .asString("");
    }

    private void awaitAction(String call, String type) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (server.admin()
                    .get("/v1.0/calls/" + call)
                    .json()
                    .at("/action/type")
                    .asString("")
                    .equals(type)) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the flow never came to " + type);
    }

    /** Who has taken the place, once the row says so: nothing but a transfer's own answer shows it. */
    private String completed(JsonNode transfer) throws InterruptedException {
        Store<Transfer> rows = new Store<>(
                server.voipbin().core().db(),
                Table.of("transfers", Transfer.class),
                new Noun("transfer", Visibility.NOBODY));
        Id<Transfer> id = Id.<Transfer>parse(transfer.path("id").asString()).orElseThrow();
        for (int i = 0; i < 1000; i++) {
            Transfer row = rows.find(id).orElseThrow();
            if (!row.transfereeCallId().isNil()) {
                return row.transfereeCallId().toString();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("nobody took the place");
    }

    /** A registered phone with an extension of its own. */
    private final class Phone {
        final String name = "e" + TestServer.unique();
        final TestCaller phone;

        Phone() {
            server.admin()
                    .post(
                            "/v1.0/extensions",
                            Map.of("extension", name, "password", PASSWORD, "name", name, "detail", ""));
            phone = phone().registered(name, PASSWORD);
        }

        Map<String, Object> address() {
            return Map.of("type", "extension", "target_name", name);
        }

        /** Its call of this direction, as the platform sees it. */
        String calls(String direction) {
            String side = direction.equals("incoming") ? "source" : "destination";
            return server.admin().get("/v1.0/calls").json().path("result").values().stream()
                    .filter(call -> call.path("direction").asString().equals(direction))
                    .filter(call ->
                            call.path(side).path("target_name").asString("").equals(name))
                    .map(call -> call.path("id").asString())
                    .findFirst()
                    .orElseThrow();
        }

        TestCaller.Side called() {
            return phone.called();
        }

        TestCaller.Side call(String whom) {
            return phone.call(at(whom), from(name), Optional.of(new Credentials(name, PASSWORD)));
        }
    }

    /** Two phones that talk. */
    private final class Talk {
        final Phone caller = new Phone();
        final Phone callee = new Phone();
        final TestCaller.Side alice = caller.call(callee.name);
        final TestCaller.Side bob = callee.called();

        Talk() throws Exception {
            bob.answer();
            TestCaller.soon(alice.answered);
            hears(alice.media, bob.media);
        }
    }

    private TestCaller phone() {
        TestCaller phone = new TestCaller(server.card());
        phones.add(phone);
        return phone;
    }

    private String number() {
        return number(List.of(Map.of("type", "answer"), Map.of("type", "sleep", "option", Map.of("duration", 60_000))));
    }

    private String number(List<Map<String, Object>> actions) {
        var admin = server.admin();
        String flow = admin.post("/v1.0/flows", Map.of("name", "in", "detail", "", "actions", actions))
                .json()
                .path("id")
                .asString();
        String number = TestServer.freeNumber(admin);
        admin.post("/v1.0/numbers", Map.of("number", number, "type", "virtual", "call_flow_id", flow));
        return number;
    }

    private String at(String user) {
        return "sip:" + user + "@" + server.card().sipDomain();
    }

    private String from(String user) {
        return "<sip:" + user + "@" + server.card().sipDomain() + ">";
    }

    private static void hearsSomething(MediaSession ear) throws InterruptedException {
        CountDownLatch loud = new CountDownLatch(1);
        ear.listen((pcm, samples) -> {
            if (pcm[samples / 3] > 500) {
                loud.countDown();
            }
        });
        assertThat(loud.await(20, TimeUnit.SECONDS)).as("ring-back").isTrue();
    }

    /** Plays a tone of its own here until it is heard there, whatever was heard before. */
    private void hears(MediaSession speaks, MediaSession listens) throws InterruptedException {
        int tone = 500 + 40 * tones++;
        CountDownLatch heard = new CountDownLatch(1);
        speaks.play(Tone.sine(tone, 0.3, Duration.ofSeconds(60)), _ -> {});
        listens.listen(new Sink() {
            private final short[] window = new short[800];
            private int at;

            @Override
            public void write(short[] pcm, int samples) {
                System.arraycopy(pcm, 0, window, at, samples);
                at += samples;
                if (at + samples > window.length) {
                    if (Goertzel.amplitude(window, 0, at, tone) > 0.05) {
                        heard.countDown();
                    }
                    at = 0;
                }
            }
        });
        assertThat(heard.await(20, TimeUnit.SECONDS))
                .as("a tone of %d Hz", tone)
                .isTrue();
    }
}
