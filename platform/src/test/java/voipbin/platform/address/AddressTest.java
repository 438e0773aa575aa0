package voipbin.platform.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "tel, ' +1 (555) 123-4567 ', +15551234567",
        "tel, 1+555, 1555",
        "tel, anonymous, anonymous",
        "email, ' Ann@Example.COM ', ann@example.com",
        "sip, Ann@Example.COM, Ann@example.com",
        "sip, Ann@Example.COM;transport=TCP, Ann@example.com;transport=TCP",
        "sip, a@b@Example.COM?X=a@B, a@b@example.com?X=a@B",
        "sip, ' Nobody ', Nobody",
        "extension, ' Quickstart ', ' Quickstart '",
    })
    void normalizesByType(String type, String given, String stored) {
        Address once = Address.of(type, given, "").normalized();
        assertThat(once.target()).isEqualTo(stored);
        assertThat(once.normalized()).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+15551234567", "+899001000001", "+1234567"})
    void takesE164(String number) {
        assertThat(Address.isE164(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15551234567", "+1 555 1234567", "+123456", "+1234567890123456", "+1555123456x"})
    void refusesWhatIsNotE164(String number) {
        assertThat(Address.isE164(number)).isFalse();
    }

    @Test
    void aUriOfParametersOnlyIsLeftAlone() {
        assertThat(Address.of("sip", ";a=b@C", "").normalized().target()).isEqualTo(";a=b@C");
    }
}
