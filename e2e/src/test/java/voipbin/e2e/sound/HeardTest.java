package voipbin.e2e.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import voipbin.e2e.peer.Home;

class HeardTest {
    private static final String GREETING = "Hello. This is a VoIPBIN test call. Thank you, bye.";

    @AutoClose
    private final Home home = Home.of("heard");

    @Test
    void recogniserHearsMostWordsOfTheGreetingAndFewOfAnother() {
        var greeting = Heard.in(Speech.spoken(GREETING, home.path()));

        assertThat(greeting.words()).contains("hello").contains("call");
        assertThat(greeting.holds(GREETING)).isGreaterThanOrEqualTo(0.4);
        assertThat(greeting.holds("Nobody is able to come over now, please leave your number."))
                .isLessThan(0.3);
    }

    @Test
    void theSameSpeechIsAlikeAtAnyLevelAndOtherSpeechIsNot() {
        var greeting = Heard.in(Speech.spoken(GREETING, home.path()));
        var quieter = changed("quieter", "gain", "-12", "pad", "1.3", "2");
        var cut = changed("cut", "trim", "0", "2.2");
        var other = Heard.in(Speech.spoken("Nobody is able to come over now, please leave your number.", home.path()));

        assertThat(quieter.likeness(greeting)).isGreaterThan(0.9);
        assertThat(cut.likeness(greeting)).isLessThan(0.7);
        assertThat(other.likeness(greeting)).isLessThan(0.7);
    }

    @Test
    void findsASentenceWithinALongerRecordingAndNotAnother() {
        var sentence = Heard.in(Speech.spoken("Thank you, bye.", home.path()));
        var other = changed("other", "gain", "-3", "pad", "1.5", "0");
        var missing = Heard.in(Speech.spoken("Nobody is here now.", home.path()));

        assertThat(other.contains(sentence)).isGreaterThan(0.95);
        assertThat(other.whereIs(sentence)).isBetween(Duration.ofMillis(1_460), Duration.ofMillis(1_660));
        assertThat(other.contains(missing)).isLessThan(0.8);
    }

    @Test
    void tellsWhenSpeechBeginsAndEnds() {
        Speech.tone(440, Duration.ofSeconds(2), home.path().resolve("spoken.wav"));
        var heard = changed("padded", "pad", "1", "0.5");

        assertThat(heard.duration()).isEqualTo(Duration.ofMillis(3_500));
        assertThat(heard.speechStart()).isEqualTo(Duration.ofSeconds(1));
        assertThat(heard.speechEnd()).isEqualTo(Duration.ofSeconds(3));
        assertThat(heard.speechLength()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void tellsOneToneFromAnother() {
        var heard = Heard.in(Speech.tone(440, Duration.ofSeconds(1), home.path().resolve("tone.wav")));

        assertThat(heard.share(440)).isCloseTo(1, within(0.01));
        assertThat(heard.share(1_000)).isCloseTo(0, within(0.01));
        assertThat(heard.energies()[5]).isCloseTo(16_000 / Math.sqrt(2), within(50.0));
    }

    @Test
    void silenceIsSilent() {
        var heard = Heard.in(Speech.silence(Duration.ofSeconds(1), home.path().resolve("silence.wav")));

        assertThat(heard.isSilent()).isTrue();
        assertThat(heard.share(440)).isZero();
        assertThatThrownBy(heard::speechStart)
                .isInstanceOf(AssertionError.class)
                .hasMessage("the recording is silent");
    }

    @Test
    void saysThatNothingWasRecorded() {
        var missing = home.path().resolve("missing.wav");

        assertThatThrownBy(() -> Heard.finished(missing)).hasMessage("nothing was recorded into " + missing);
    }

    private Heard changed(String name, String... effects) {
        return Heard.in(
                Speech.changed(home.path().resolve("spoken.wav"), home.path().resolve(name + ".wav"), effects));
    }
}
