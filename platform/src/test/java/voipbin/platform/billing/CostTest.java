package voipbin.platform.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.base.Id;
import voipbin.platform.address.Address;

class CostTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "999, 0",
        "1000, 1",
        "59999, 1",
        "60000, 1",
        "60999, 1",
        "61000, 2",
        "120000, 2",
        "121000, 3",
        "-5000, 0"
    })
    void eachMinuteBegunCounts(long milliseconds, long minutes) {
        assertThat(Cost.minutes(Duration.ofMillis(milliseconds))).isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource({
        // type, units, tokens there are, tokens paid, credit paid
        "CALL_PSTN_OUTGOING, 3, 100, 0, 30000",
        "CALL_PSTN_INCOMING, 1, 100, 0, 10000",
        "SMS, 2, 100, 0, 20000",
        "EMAIL, 1, 100, 0, 10000",
        "NUMBER, 1, 100, 0, 5000000",
        "NUMBER_RENEW, 1, 100, 0, 5000000",
        "CALL_EXTENSION, 60, 0, 0, 0",
        "CALL_DIRECT_EXT, 60, 0, 0, 0",
        "CALL_VN, 0, 100, 0, 0",
        "CALL_VN, 5, 100, 5, 0",
        "CALL_VN, 5, 5, 5, 0",
        "CALL_VN, 5, 3, 3, 2000",
        "CALL_VN, 5, 0, 0, 5000",
        "CALL_VN, 5, -1, 0, 5000",
        "TTS, 2, 6, 6, 0",
        "TTS, 2, 5, 3, 30000",
        "TTS, 2, 2, 0, 60000",
        "RECORDING, 3, 7, 6, 30000",
    })
    void tokensPayFirstAndOnlyWholeUnits(CostType type, long units, long tokens, long byTokens, long byCredit) {
        assertThat(Cost.of(type, units, tokens)).isEqualTo(new Cost(byTokens, byCredit));
    }

    @ParameterizedTest
    @CsvSource({
        "tel, +15551234567, tel, +899100000001, CALL_VN",
        "sip, a@b, tel, +899100000001, CALL_VN",
        "extension, x, tel, +899100000001, CALL_VN",
        "tel, +15551234567, tel, +15550000000, CALL_PSTN_INCOMING",
        "sip, a@b, tel, +15550000000, CALL_EXTENSION",
        "sip, a@b, extension, x, CALL_DIRECT_EXT",
        "extension, x, extension, y, CALL_EXTENSION",
        "tel, +15551234567, conference, x, CALL_EXTENSION",
        "extension, x, agent, y, CALL_EXTENSION",
    })
    void anIncomingCallIsClassifiedByTheFirstConditionThatHolds(
            String fromType, String from, String toType, String to, CostType type) {
        assertThat(CostType.incoming(Address.of(fromType, from, ""), Address.of(toType, to, "")))
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "tel, +15551234567, CALL_PSTN_OUTGOING",
        "tel, +899100000001, CALL_PSTN_OUTGOING",
        "sip, a@b, CALL_EXTENSION",
        "extension, x, CALL_EXTENSION",
    })
    void anOutgoingCallCostsWhenItLeavesForTelephones(String type, String target, CostType expected) {
        assertThat(CostType.outgoing(Address.of(type, target, ""))).isEqualTo(expected);
    }

    @Test
    void aDerivedIdIsTheVersion5UuidOfItsName() {
        // the example of RFC 9562, appendix A.4: the DNS namespace and www.example.com
        Id<?> dns = Id.parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8").orElseThrow();
        assertThat(DerivedId.of(dns, "www.example.com")).hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }
}
