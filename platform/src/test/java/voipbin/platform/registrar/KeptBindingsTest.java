package voipbin.platform.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.ManualTime;
import voipbin.kit.TestDatabase;
import voipbin.kit.sql.Db;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;
import voipbin.sip.registrar.Binding;

class KeptBindingsTest {

    private final Db db = TestDatabase.open();
    private final ManualTime time = new ManualTime();
    private final KeptBindings bindings = KeptBindings.open(new SqlBindings(db), new Gruus(new byte[] {1}), time);

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void givesBackWhatWasPutInAndNothingOfOthers() {
        Binding phone = binding("1000@a", "sip:1000@10.0.0.9:5071;transport=udp", "192.0.2.7", 4001);
        Binding desk = binding("1000@a", "sip:1000@[2001:db8::1]:5060", "2001:db8::1", 5060);
        bindings.replace("1000@a", List.of(phone, desk));
        bindings.replace("2000@a", List.of(binding("2000@a", "sip:2000@10.0.0.1", "10.0.0.1", 5060)));

        assertThat(bindings.of("1000@a")).containsExactlyInAnyOrder(phone, desk);
        assertThat(bindings.of("3000@a")).isEmpty();
    }

    @Test
    void replacingTakesTheOldOnesAway() {
        Binding old = binding("1000@a", "sip:1000@10.0.0.9:5071", "192.0.2.7", 4001);
        Binding fresh = binding("1000@a", "sip:1000@10.0.0.9:5072", "192.0.2.7", 4002);
        bindings.replace("1000@a", List.of(old));
        bindings.replace("1000@a", List.of(fresh));
        assertThat(bindings.of("1000@a")).containsExactly(fresh);
        bindings.replace("1000@a", List.of());
        assertThat(bindings.of("1000@a")).isEmpty();
    }

    @Test
    void twoFlowsOfOnePhoneAreTwoRowsAndOnePlaceToRing() {
        Binding first = flow(1, "TCP/1", 60);
        Binding second = flow(2, "TCP/2", 90);
        bindings.replace("1000@a", List.of(first, second));
        assertThat(bindings.of("1000@a")).containsExactlyInAnyOrder(first, second);
        assertThat(Registrations.byDevice(bindings.of("1000@a"))).containsExactly(List.of(second, first));
        bindings.replace("1000@a", List.of(first));
        assertThat(Registrations.byDevice(bindings.of("1000@a"))).containsExactly(List.of(first));
    }

    @Test
    void whatHasBeenToldOutlivesTheProcess() {
        Binding phone = lasting(Duration.ofMinutes(10));
        bindings.replace("1000@a", List.of(phone));

        assertThat(afterACrash().of("1000@a")).singleElement().satisfies(found -> {
            assertThat(found.source()).isEqualTo(phone.source());
            assertThat(found.expires()).isAfterOrEqualTo(phone.expires());
        });
    }

    @Test
    void aPhoneThatOnlyComesAgainCostsNoTransaction() {
        bindings.replace("1000@a", List.of(lasting(Duration.ofMinutes(10))));
        time.advance(Duration.ofMinutes(9));
        Binding again = lasting(Duration.ofMinutes(10));

        assertThat(bindings.refresh("1000@a", List.of(again))).isTrue();

        assertThat(bindings.of("1000@a")).containsExactly(again);
        assertThat(afterACrash().of("1000@a"))
                .singleElement()
                .satisfies(found -> assertThat(found.expires()).isAfterOrEqualTo(again.expires()));
    }

    @Test
    void whatACrashWouldLoseIsNotTakenWithoutOne() {
        Binding phone = lasting(Duration.ofMinutes(10));
        assertThat(bindings.refresh("1000@a", List.of(phone))).isFalse();
        bindings.replace("1000@a", List.of(phone));

        assertThat(bindings.refresh("1000@a", List.of())).isFalse();
        assertThat(bindings.refresh("1000@a", List.of(lasting(Duration.ofMinutes(21)))))
                .isFalse();
        Binding moved = new Binding(
                phone.aor(),
                phone.contact(),
                new InetSocketAddress("192.0.2.7", 4002),
                phone.callId(),
                phone.cseq(),
                phone.expires(),
                phone.userAgent(),
                phone.instance());
        assertThat(bindings.refresh("1000@a", List.of(moved))).isFalse();
        assertThat(bindings.of("1000@a")).containsExactly(phone);
    }

    @Test
    void aMuchShorterTimeIsWrittenToo() {
        bindings.replace("1000@a", List.of(lasting(Duration.ofHours(20))));
        assertThat(bindings.refresh("1000@a", List.of(lasting(Duration.ofMinutes(10)))))
                .isFalse();
    }

    @Test
    void whatHasEndedIsSweptOutOfMemoryAndRows() {
        bindings.replace("1000@a", List.of(lasting(Duration.ofMinutes(10))));
        time.advance(Duration.ofMinutes(11));
        assertThat(bindings.live()).isZero();
        time.advance(Duration.ofMinutes(10));
        bindings.sweep();
        assertThat(bindings.of("1000@a")).isEmpty();
        assertThat(new SqlBindings(db).all()).isEmpty();
    }

    /** Another process reads what this one has written. */
    private KeptBindings afterACrash() {
        return KeptBindings.open(new SqlBindings(db), new Gruus(new byte[] {1}), time);
    }

    private Binding lasting(Duration left) {
        Binding phone = binding("1000@a", "sip:1000@10.0.0.9:5071;transport=udp", "192.0.2.7", 4001);
        return new Binding(
                phone.aor(),
                phone.contact(),
                phone.source(),
                phone.callId(),
                phone.cseq(),
                time.instant().plus(left),
                phone.userAgent(),
                phone.instance());
    }

    private static Binding flow(int regId, String flow, int seconds) {
        Binding one = binding("1000@a", "sip:1000@10.0.0.9;transport=tcp", "192.0.2.7", 4001);
        return new Binding(
                one.aor(),
                one.contact(),
                one.source(),
                one.callId(),
                one.cseq(),
                one.expires().plusSeconds(seconds),
                one.userAgent(),
                one.instance(),
                regId,
                flow,
                List.of());
    }

    private static Binding binding(String aor, String contact, String host, int port) {
        return new Binding(
                aor,
                SipUri.parse(contact).orElseThrow(),
                new InetSocketAddress(host, port),
                "call-id@phone",
                7,
                Instant.parse("2026-05-01T10:00:00.123Z"),
                "Phone/1.0",
                "<urn:uuid:1>",
                0,
                "TLS/0242acfffe",
                NameAddress.list("<sip:edge.example;lr>, <sip:inner.example;lr>"));
    }
}
