package voipbin.platform.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class E164Test {

    @ParameterizedTest
    @CsvSource({
        "+15551234567, +15551234567",
        "15551234567, +15551234567",
        "0015551234567, +15551234567",
        "+1 (555) 123-45.67, +15551234567",
        "+899123456789, +899123456789",
    })
    void aNumberIsMadeInternational(String written, String number) {
        assertThat(E164.of(written)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "alice",
                "12345",
                "+1555123456789012",
                "direct.0123456789ab",
                "+1555abc4567",
                "++15551234567"
            })
    void whatIsNoNumberIsNone(String written) {
        assertThat(E164.of(written)).isEmpty();
    }

    @Test
    void carriersAreKnownByTheirAddresses() {
        Carriers carriers = new Carriers(" 192.0.2.1, 2001:db8::5 ");
        assertThat(carriers.test(InetAddress.ofLiteral("192.0.2.1"))).isTrue();
        assertThat(carriers.test(InetAddress.ofLiteral("2001:db8:0::5"))).isTrue();
        assertThat(carriers.test(InetAddress.ofLiteral("192.0.2.2"))).isFalse();
        assertThat(new Carriers("").test(InetAddress.ofLiteral("192.0.2.1"))).isFalse();
    }
}
