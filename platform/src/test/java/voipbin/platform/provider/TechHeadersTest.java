package voipbin.platform.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.sip.message.Header;

class TechHeadersTest {

    @Test
    void anOrdinaryHeaderGoesOutAsItIs() {
        assertThat(TechHeaders.of(Map.of("X-Account", "42; a=\"b, c\" (d)")))
                .containsExactly(new Header("X-Account", "42; a=\"b, c\" (d)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "X Y",
                "X\r\nVia",
                "X:",
                "X(1)",
                "X,Y",
                "Via",
                "v",
                "CALL-ID",
                "Content-Length",
                "l",
                "Route",
                "P-Asserted-Identity",
                "privacy",
                "VBOUT-CODECS",
                "vbout-SDP_Transport",
                "VB-CALL-ID",
                "VB-Anything",
                "CALLERID(num)"
            })
    void aNameThatIsNoneOrNotTheOperatorsIsPassedOver(String name) {
        assertThat(TechHeaders.of(Map.of(name, "x"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\r\nVia: x", "a\u0000", "a\u2028b", "\t"})
    void aValueThatCouldEndItsLineIsPassedOver(String value) {
        assertThat(TechHeaders.of(Map.of("X-A", value))).isEmpty();
    }
}
