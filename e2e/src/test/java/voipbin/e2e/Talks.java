package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;
import static voipbin.e2e.Times.talkFor;

import java.time.Duration;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Phone;
import voipbin.e2e.product.Extension;
import voipbin.e2e.sound.Speech;

/** Two phones that hear each other. */
final class Talks {

    private static final Duration CALL = Duration.ofSeconds(20);

    private Talks() {}

    /** This one calls a plain baresip with that extension; each says a tone, and the other hears it. */
    static void bothWays(Phone phone, Extension other) {
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
