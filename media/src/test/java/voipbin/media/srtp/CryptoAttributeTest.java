package voipbin.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoAttributeTest {

    private static final String KEY = "inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

    @Test
    void aLineIsReadAndWrittenTheSame() {
        CryptoAttribute read = CryptoAttribute.parse("1 AES_CM_128_HMAC_SHA1_80 " + KEY + "|2^20 WSH=128")
                .orElseThrow();
        assertThat(read.profile()).isEqualTo(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        assertThat(read.value()).isEqualTo("1 AES_CM_128_HMAC_SHA1_80 " + KEY);
        assertThat(CryptoAttribute.parse(read.value())).contains(read);
        assertThat(read.toString()).doesNotContain("WVNf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 AES_256_CM_HMAC_SHA1_80 " + KEY,
                "1 AES_CM_128_HMAC_SHA1_80 " + KEY + "|2^20|1:4",
                "1 AES_CM_128_HMAC_SHA1_80 " + KEY + " UNENCRYPTED_SRTCP",
                "1 AES_CM_128_HMAC_SHA1_80 inline:c2hvcnQ=",
                "1 AES_CM_128_HMAC_SHA1_80 inline:***",
                "1 AES_CM_128_HMAC_SHA1_80",
                ""
            })
    void whatWeDoNotDoIsPassedOver(String line) {
        assertThat(CryptoAttribute.parse(line)).isEmpty();
    }
}
