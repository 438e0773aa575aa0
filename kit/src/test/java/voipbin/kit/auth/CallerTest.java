package voipbin.kit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.base.Id;

class CallerTest {

    private static final Id<?> OURS = Id.random();

    @ParameterizedTest
    @CsvSource({
        "32, true,  96,    true",
        "64, true,  96,    true",
        "64, true,  32,    false",
        "32, true,  64,    false",
        "16, true,  96,    false",
        "0,  true,  65535, true",
        "0,  true,  96,    false",
        "96, false, 96,    false",
        "96, false, 65535, false",
        "1,  false, 96,    true",
        "1,  false, 1,     true",
        "32, true,  1,     false",
        "14, true,  1,     false",
    })
    void anyOneOfTheBitsOfTheOwnCustomerIsEnough(int permission, boolean own, int required, boolean allowed) {
        Caller caller = new Caller(Caller.Kind.AGENT, OURS, Id.random(), permission);
        Id<?> owner = own ? OURS : Id.random();
        assertThat(caller.may(owner, required)).isEqualTo(allowed);
        if (!allowed) {
            assertThatThrownBy(() -> caller.require(owner, required))
                    .hasFieldOrPropertyWithValue("reason", "PERMISSION_DENIED");
        }
    }

    @Test
    void credentialsDoNotShowThemselves() {
        assertThat(new Credential.Jwt("s3cret").toString()).doesNotContain("s3cret");
        assertThat(new Credential.Accesskey("s3cret").toString()).doesNotContain("s3cret");
    }
}
