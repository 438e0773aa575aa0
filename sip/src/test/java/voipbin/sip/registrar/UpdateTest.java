package voipbin.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.SipUri;

/** What a REGISTER makes of the bindings (RFC 3261, 10.3). */
class UpdateTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final InetSocketAddress SOURCE = new InetSocketAddress("192.0.2.7", 5060);

    private static Update.Result register(List<Binding> stored, String callId, long cseq, String... headers) {
        return update(callId, cseq, "", headers).apply(stored);
    }

    private static Update update(String callId, long cseq, String flow, String... headers) {
        Headers.Builder all = Headers.builder().add("Call-ID", callId).add("CSeq", cseq + " REGISTER");
        for (String header : headers) {
            all.add(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 2));
        }
        Request request = Request.of(Method.REGISTER, SipUri.ofHost("d"), all.build());
        return new Update("a@d", request, SOURCE, flow, NOW);
    }

    private static List<Binding> kept(Update.Result result) {
        return ((Update.Result.Kept) result).bindings();
    }

    private static Binding stored(String host, long seconds) {
        return new Binding("a@d", SipUri.of("a", host), SOURCE, "call " + host, 5, NOW.plusSeconds(seconds), "", "");
    }

    private static List<String> hosts(Update.Result result) {
        return kept(result).stream().map(binding -> binding.contact().host()).toList();
    }

    private static long seconds(Update.Result result) {
        return Duration.between(NOW, kept(result).getLast().expires()).toSeconds();
    }

    @Test
    void theTimeIsTheContactsOrTheRequestsOrAnHour() {
        assertThat(seconds(register(List.of(), "x", 1, "Contact: <sip:a@h>;expires=90", "Expires: 120")))
                .isEqualTo(90);
        assertThat(seconds(register(List.of(), "x", 1, "Contact: <sip:a@h>", "Expires: 120")))
                .isEqualTo(120);
        assertThat(seconds(register(List.of(), "x", 1, "Contact: <sip:a@h>"))).isEqualTo(3600);
        assertThat(seconds(register(List.of(), "x", 1, "Contact: <sip:a@h>;expires=abc")))
                .isEqualTo(3600);
        assertThat(seconds(register(List.of(), "x", 1, "Contact: <sip:a@h>;expires=4294967295")))
                .isEqualTo(86_400);
    }

    @Test
    void lessThanAMinuteIsTooBriefButZeroRemoves() {
        assertThat(register(List.of(), "x", 1, "Contact: <sip:a@h>;expires=59"))
                .isEqualTo(new Update.Result.TooBrief());
        assertThat(kept(register(List.of(stored("h", 100)), "x", 1, "Contact: <sip:a@h>;expires=0")))
                .isEmpty();
    }

    @Test
    void withoutContactNothingChanges() {
        assertThat(hosts(register(List.of(stored("h", 100), stored("gone", 0)), "x", 1)))
                .containsExactly("h");
    }

    @Test
    void theStarRemovesAllButOnlyWithExpiresZero() {
        List<Binding> two = List.of(stored("g", 100), stored("h", 100));
        assertThat(kept(register(two, "x", 1, "Contact: *", "Expires: 0"))).isEmpty();
        assertThat(register(two, "x", 1, "Contact: *"))
                .isEqualTo(new Update.Result.Wrong(400, "Contact * Wants Expires 0"));
        assertThat(register(two, "call h", 5, "Contact: *", "Expires: 0"))
                .isEqualTo(new Update.Result.Wrong(500, "Out Of Order"));
    }

    @Test
    void anOlderRequestOfTheSamePhoneChangesNothing() {
        assertThat(register(List.of(stored("h", 100)), "call h", 5, "Contact: <sip:a@h>;expires=0"))
                .isEqualTo(new Update.Result.Wrong(500, "Out Of Order"));
        assertThat(kept(register(List.of(stored("h", 100)), "call h", 6, "Contact: <sip:a@h>;expires=0")))
                .isEmpty();
    }

    @Test
    void theFourthContactEvictsTheOneThatEndsSoonest() {
        List<Binding> three = List.of(stored("f", 300), stored("g", 100), stored("h", 200));
        assertThat(hosts(register(three, "x", 1, "Contact: <sip:a@new>;expires=60")))
                .containsExactly("f", "h", "new");
    }

    @Test
    void aRefreshTakesNoSecondPlace() {
        List<Binding> three = List.of(stored("f", 300), stored("g", 100), stored("h", 200));
        Update.Result result = register(three, "call g", 6, "Contact: <sip:a@g>;expires=600");
        assertThat(hosts(result)).containsExactly("f", "h", "g");
        assertThat(seconds(result)).isEqualTo(600);
    }

    @Test
    void aPhoneThatNamesItsInstanceMovesToANewPort() {
        String old = "Contact: <sip:a@h:5060>;+sip.instance=\"<urn:uuid:1>\"";
        List<Binding> first = kept(register(List.of(), "x", 1, old));
        List<Binding> second = kept(register(first, "y", 1, old.replace("5060", "5070")));
        assertThat(second).singleElement().satisfies(binding -> {
            assertThat(binding.contact().port()).hasValue(5070);
            assertThat(binding.instance()).isEqualTo("<urn:uuid:1>");
        });
    }

    private static String flow(int number) {
        return "Contact: <sip:a@10.0.0.1;transport=tcp>;+sip.instance=\"<urn:uuid:1>\";reg-id=" + number;
    }

    @Test
    void aDeviceKeepsTwoFlowsWhichAreOnePlaceToRing() {
        List<Binding> others = List.of(stored("g", 100), stored("h", 200));
        List<Binding> first = kept(
                update("x", 1, "TCP/1", flow(1), "Supported: path, outbound").apply(others));
        List<Binding> both =
                kept(update("y", 1, "TCP/2", flow(2), "Supported: outbound").apply(first));
        assertThat(both).extracting(Binding::flow).containsExactly("", "", "TCP/1", "TCP/2");
        assertThat(both).extracting(Binding::regId).containsExactly(0, 0, 1, 2);

        List<Binding> again =
                kept(update("z", 1, "TCP/3", flow(1), "Supported: outbound").apply(both));
        assertThat(again).extracting(Binding::flow).containsExactlyInAnyOrder("", "", "TCP/2", "TCP/3");
        assertThat(Update.contact(again.getLast(), NOW).toString()).contains(";reg-id=1");
    }

    @Test
    void flowsAreKeptOnlyWhereBothSidesDo() {
        assertThat(update("x", 1, "TCP/1", flow(1), "Supported: outbound").outbound())
                .isTrue();
        assertThat(update("x", 1, "TCP/1", flow(1)).outbound()).isFalse();
        assertThat(update("x", 1, "", flow(1), "Supported: outbound").outbound())
                .as("UDP, kept by STUN")
                .isTrue();
        assertThat(kept(update("x", 1, "TCP/1", flow(1)).apply(List.of()))
                        .getFirst()
                        .regId())
                .isZero();
    }

    @Test
    void aProxyOnTheWayMustKeepFlowsItself() {
        String[] via = {"Via: SIP/2.0/UDP a;branch=z9hG4bK1", "Via: SIP/2.0/TCP b;branch=z9hG4bK2"};
        assertThat(update("x", 1, "", flow(1), "Supported: outbound", via[0], via[1])
                        .apply(List.of()))
                .isEqualTo(new Update.Result.Wrong(439, "First Hop Lacks Outbound Support"));
        assertThat(update("x", 1, "", flow(1), "Supported: outbound", "Path: <sip:edge;lr>")
                        .apply(List.of()))
                .isInstanceOf(Update.Result.Wrong.class);
        Update kept = update("x", 1, "", flow(1), "Supported: outbound", via[0], via[1], "Path: <sip:t@edge;lr;ob>");
        assertThat(kept.outbound()).isTrue();
        assertThat(kept(kept.apply(List.of())).getFirst().path()).hasSize(1);
    }

    @Test
    void severalContactsComeAndGoInOneRequest() {
        Update.Result result = register(
                List.of(stored("old", 100)),
                "x",
                1,
                "Contact: <sip:a@old>;expires=0, <sip:a@one>;expires=60",
                "Contact: <sip:a@two>");
        assertThat(hosts(result)).containsExactly("one", "two");
    }

    @Test
    void whatIsNotSipCannotBeBound() {
        assertThat(register(List.of(), "x", 1, "Contact: <tel:+1202>"))
                .isEqualTo(new Update.Result.Wrong(400, "Contact Is Not SIP"));
    }

    @Test
    void theAnswerListsWhatIsLeftRoundedUp() {
        Binding binding = stored("h", 100);
        assertThat(Update.contact(binding, NOW.plusMillis(500))).hasToString("<sip:a@h>;expires=100");
    }
}
