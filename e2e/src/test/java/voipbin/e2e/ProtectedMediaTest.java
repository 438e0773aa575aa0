package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;
import static voipbin.e2e.Times.talkFor;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.peer.Phone;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.Extension;
import voipbin.e2e.product.OneServer;
import voipbin.e2e.sound.Speech;

/** A phone that protects its media talks with one that does not, through us. */
@ExtendWith(OneServer.class)
class ProtectedMediaTest {

    private static final Duration CALL = Duration.ofSeconds(20);

    @Test
    void baresipWithKeysByAHandshake(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Baresip.registering(extension.account().protectedBy("dtls_srtp"))) {
            talksWithAPlainOne(phone, customer.newExtension());
        }
    }

    @Test
    void linphoneWithKeysInTheDescription(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account().protectedBy("srtp"))) {
            talksWithAPlainOne(phone, customer.newExtension());
        }
    }

    private static void talksWithAPlainOne(Phone phone, Extension other) {
        try (var home = Home.of("tones");
                var plain = Baresip.registering(other.account())) {
            phone.awaitRegistered(SOON);
            plain.awaitRegistered(SOON);
            phone.call("sip:" + other.name() + "@" + other.account().proxy());
            plain.awaitRinging(CALL);
            plain.answer();
            phone.awaitConnected(CALL);
            // a source that is changed before keys are there is not played
            talkFor(Duration.ofSeconds(1));
            phone.play(Speech.tone(440, CALL, home.path().resolve("a.wav")));
            plain.play(Speech.tone(1_000, CALL, home.path().resolve("b.wav")));
            talkFor(Duration.ofSeconds(2));
            plain.hangUp();
            phone.awaitEnded(CALL);
            assertThat(plain.heard().share(440)).isGreaterThan(0.4);
            assertThat(phone.heard().share(1_000)).isGreaterThan(0.4);
        }
    }
}
