package voipbin.kit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(Passwords.Cost.LEAST, new SecureRandom());

    @Test
    void aPasswordIsKnownAgainByItsHash() {
        String hash = passwords.hash("pässword");
        assertThat(passwords.verify("pässword", hash)).isTrue();
        assertThat(passwords.verify("password", hash)).isFalse();
        assertThat(passwords.verify("", hash)).isFalse();
        assertThat(passwords.hash("pässword")).as("salted").isNotEqualTo(hash);
    }

    @Test
    void theStandardCostIsArgon2idInPhcForm() {
        Passwords standard = new Passwords(Passwords.Cost.STANDARD, new SecureRandom());
        String hash = standard.hash("x");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.verify("x", hash))
                .as("the cost is read from the hash")
                .isTrue();
    }

    @Test
    void nobodysPasswordIsNeverRight() {
        passwords.verifyNobody();
        assertThat(passwords.verify("", "")).isFalse();
        assertThat(passwords.verify("x", "$argon2id$v=19$m=8,t=1,p=1$$")).isFalse();
        assertThat(passwords.verify("x", "$2a$10$abcdefghijklmnopqrstuv")).isFalse();
    }
}
