package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.Tone;

/** Two phones whose legs are bridged, over loopback. */
class BridgeTest {

    private static final int HEARD = 4_000;

    private MediaEngine engine;
    private MediaSession alice;
    private MediaSession legOfAlice;
    private MediaSession legOfBob;
    private MediaSession bob;

    @BeforeEach
    void start() throws IOException {
        engine = Sessions.engine(10, new Counters());
        alice = Sessions.open(engine);
        legOfAlice = Sessions.open(engine);
        legOfBob = Sessions.open(engine);
        bob = Sessions.open(engine);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void eachHearsTheOtherAndNotThemselves() throws Exception {
        Sessions.connect(alice, legOfAlice);
        Sessions.connect(legOfBob, bob);
        hearEachOther();
    }

    @Test
    void theyNeedNotSpeakTheSameCodec() throws Exception {
        Sessions.connect(alice, legOfAlice);
        String onlyALaw = new String(legOfBob.offer(), StandardCharsets.UTF_8).replace("RTP/AVP 0 8", "RTP/AVP 8");
        Negotiation.Agreed agreed = Sessions.agreed(bob.answer(onlyALaw.getBytes(StandardCharsets.UTF_8)));
        legOfBob.accept(agreed.sdp());
        hearEachOther();
    }

    private void hearEachOther() throws Exception {
        legOfAlice.bridge(legOfBob);
        alice.play(Tone.sine(500, 0.3, Duration.ofSeconds(30)), _ -> {});
        bob.play(Tone.sine(900, 0.3, Duration.ofSeconds(30)), _ -> {});
        short[] atBob = listen(bob);
        short[] atAlice = listen(alice);
        assertThat(amplitude(atBob, 500)).isBetween(0.1, 0.32);
        assertThat(amplitude(atBob, 900)).isLessThan(0.02);
        assertThat(amplitude(atAlice, 900)).isBetween(0.1, 0.32);
        assertThat(amplitude(atAlice, 500)).isLessThan(0.02);
    }

    @Test
    void keysAreHandedOnWhileTheLegHearsThemToo() throws Exception {
        Sessions.connect(alice, legOfAlice);
        Sessions.connect(legOfBob, bob);
        List<Character> atLeg = new ArrayList<>();
        List<Character> atBob = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(6);
        legOfAlice.onDigit((digit, _) -> {
            atLeg.add(digit);
            all.countDown();
        });
        bob.onDigit((digit, _) -> {
            atBob.add(digit);
            all.countDown();
        });
        legOfAlice.bridge(legOfBob);
        alice.sendDigits("4#7", Duration.ofMillis(80), Duration.ofMillis(60));
        Sessions.await(all);
        assertThat(atLeg).containsExactly('4', '#', '7');
        assertThat(atBob).containsExactly('4', '#', '7');
    }

    @Test
    void afterTheEndOfTheBridgeNobodyHearsTheOther() throws Exception {
        Sessions.connect(alice, legOfAlice);
        Sessions.connect(legOfBob, bob);
        alice.play(Tone.sine(500, 0.3, Duration.ofSeconds(30)), _ -> {});
        legOfAlice.bridge(legOfBob);
        assertThat(amplitude(listen(bob), 500)).isGreaterThan(0.1);
        legOfBob.unbridge();
        listen(bob);
        assertThat(amplitude(listen(bob), 500)).isLessThan(0.01);
    }

    @Test
    void whatIsPlayedCoversTheOthersVoice() throws Exception {
        Sessions.connect(alice, legOfAlice);
        Sessions.connect(legOfBob, bob);
        alice.play(Tone.sine(500, 0.3, Duration.ofSeconds(30)), _ -> {});
        legOfAlice.bridge(legOfBob);
        legOfBob.play(Tone.sine(700, 0.3, Duration.ofSeconds(30)), _ -> {});
        listen(bob);
        short[] heard = listen(bob);
        assertThat(amplitude(heard, 700)).isGreaterThan(0.1);
        assertThat(amplitude(heard, 500)).isLessThan(0.02);
    }

    /** Half a second of what is heard from now on. */
    private static short[] listen(MediaSession session) throws InterruptedException {
        Recording recording = new Recording(HEARD);
        session.listen(recording);
        return recording.samples();
    }

    /** In the latter half, where everything has begun. */
    private static double amplitude(short[] heard, int hertz) {
        return Goertzel.amplitude(heard, HEARD / 2, HEARD / 2, hertz);
    }
}
