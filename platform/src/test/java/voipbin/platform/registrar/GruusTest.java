package voipbin.platform.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import voipbin.sip.message.SipUri;
import voipbin.sip.registrar.Binding;
import voipbin.sip.registrar.Gruu;

class GruusTest {

    private final Gruus gruus = new Gruus(new byte[] {1, 2, 3});
    private final Binding phone = binding("<urn:uuid:1-2>", "one", 7);
    private final Gruu gruu = gruus.of(phone).orElseThrow();

    @Test
    void oneTellsWhoseItIsAndTheOtherDoesNot() {
        assertThat(gruu.everybodys()).hasToString("sip:1000@a.example;gr=urn:uuid:1-2");
        assertThat(gruu.temporary().toString())
                .startsWith("sip:tgruu.")
                .endsWith("@a.example;gr")
                .doesNotContain("1000");
        assertThat(gruus.of(binding("<urn:uuid:1-2>", "one", 8)).orElseThrow().temporary())
                .isNotEqualTo(gruu.temporary());
        assertThat(gruus.of(binding("", "one", 7))).isEmpty();
        assertThat(gruus.of(binding("<urn:a;b>", "one", 7))).isEmpty();
    }

    @Test
    void bothMeanTheDeviceTheTemporaryOneAsLongAsItsRegistrationsGoOn() {
        assertThat(meant(gruu.everybodys()).fits(phone)).isTrue();
        assertThat(meant(gruu.everybodys()).fits(binding("<urn:uuid:3>", "one", 7)))
                .isFalse();
        assertThat(meant(gruu.temporary()).aor()).isEqualTo("1000@a.example");
        assertThat(meant(gruu.temporary()).fits(binding("<urn:uuid:1-2>", "one", 9)))
                .isTrue();
        assertThat(meant(gruu.temporary()).fits(binding("<urn:uuid:1-2>", "anew", 1)))
                .isFalse();
    }

    @Test
    void whatIsMadeUpMeansNobody() {
        String user = gruu.temporary().user().orElseThrow();
        char last = user.charAt(user.length() - 1);
        String changed = user.substring(0, user.length() - 1) + (last == '0' ? '1' : '0');
        for (String text : new String[] {changed, "tgruu.", "tgruu.xyz", "tgruu.00", "tgruu.0"}) {
            assertThat(gruus.read(SipUri.of(text, "a.example").withFlag("gr"))).isEmpty();
        }
        assertThat(gruus.read(SipUri.of("1000", "a.example"))).isEmpty();
        assertThat(gruus.read(SipUri.of("1000", "a.example").withFlag("gr"))).isEmpty();
        assertThat(new Gruus(new byte[] {4}).read(gruu.temporary())).isEmpty();
    }

    private Gruus.Meant meant(SipUri uri) {
        return gruus.read(uri).orElseThrow();
    }

    private static Binding binding(String instance, String callId, long cseq) {
        return new Binding(
                "1000@a.example",
                SipUri.of("p", "10.0.0.9"),
                new InetSocketAddress("10.0.0.9", 5060),
                callId,
                cseq,
                Instant.EPOCH,
                "",
                instance);
    }
}
