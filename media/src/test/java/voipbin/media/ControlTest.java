package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.HoldMusic;
import voipbin.media.audio.Silence;
import voipbin.media.audio.Tone;
import voipbin.media.sdp.Direction;

/** What can be done to one leg of a bridge while two talk. */
class ControlTest {

    private static final int HEARD = 4_000;

    private MediaEngine engine;
    private MediaSession alice;
    private MediaSession legOfAlice;
    private MediaSession legOfBob;
    private MediaSession bob;

    @BeforeEach
    void twoTalk() throws IOException {
        engine = Sessions.engine(10, new Counters());
        alice = Sessions.open(engine);
        legOfAlice = Sessions.open(engine);
        legOfBob = Sessions.open(engine);
        bob = Sessions.open(engine);
        Sessions.connect(alice, legOfAlice);
        Sessions.connect(legOfBob, bob);
        legOfAlice.bridge(legOfBob);
        alice.play(Tone.sine(500, 0.3, Duration.ofSeconds(60)), _ -> {});
        bob.play(Tone.sine(900, 0.3, Duration.ofSeconds(60)), _ -> {});
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void whoIsMutedInIsNotHeardButHears() throws Exception {
        legOfAlice.mute(true, false);
        listen(bob);
        assertThat(amplitude(listen(bob), 500)).isLessThan(0.001);
        assertThat(amplitude(listen(alice), 900)).isGreaterThan(0.1);
        legOfAlice.mute(false, false);
        listen(bob);
        assertThat(amplitude(listen(bob), 500)).isGreaterThan(0.1);
    }

    @Test
    void whoIsMutedOutHearsNothingButIsHeard() throws Exception {
        legOfAlice.mute(false, true);
        listen(alice);
        assertThat(amplitude(listen(alice), 900)).isLessThan(0.001);
        assertThat(amplitude(listen(bob), 500)).isGreaterThan(0.1);
    }

    @Test
    void musicCoversTheBridgeOneWayAndWhatIsPlayedCoversTheMusic() throws Exception {
        legOfBob.cover(new HoldMusic());
        listen(bob);
        short[] music = listen(bob);
        assertThat(amplitude(music, 500)).isLessThan(0.01);
        assertThat(level(music)).isGreaterThan(0.01);
        assertThat(amplitude(listen(alice), 900)).isGreaterThan(0.1);
        Playback playback = legOfBob.play(Tone.sine(1300, 0.3, Duration.ofSeconds(60)), _ -> {});
        listen(bob);
        assertThat(amplitude(listen(bob), 1300)).isGreaterThan(0.1);
        playback.stop();
        legOfBob.cover(new Silence());
        listen(bob);
        assertThat(level(listen(bob))).isLessThan(0.001);
        legOfBob.uncover();
        listen(bob);
        assertThat(amplitude(listen(bob), 500)).isGreaterThan(0.1);
    }

    @Test
    void afterAnAnnouncementWhatWasPlayedGoesOn() throws Exception {
        CountDownLatch announced = new CountDownLatch(1);
        List<PlayEnd> ends = new CopyOnWriteArrayList<>();
        legOfBob.play(Tone.sine(1300, 0.3, Duration.ofSeconds(60)), ends::add);
        legOfBob.announce(Tone.sine(2100, 0.3, Duration.ofSeconds(2)), _ -> announced.countDown());
        listen(bob);
        short[] over = listen(bob);
        assertThat(amplitude(over, 2100)).isGreaterThan(0.1);
        assertThat(amplitude(over, 1300)).isLessThan(0.02);
        Sessions.await(announced);
        listen(bob);
        assertThat(amplitude(listen(bob), 1300)).isGreaterThan(0.1);
        assertThat(ends).isEmpty();
    }

    @Test
    void keysToldBySignallingGoTheWayOfTheOthers() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        List<Character> keys = new CopyOnWriteArrayList<>();
        DigitListener listener = (digit, _) -> {
            keys.add(digit);
            both.countDown();
        };
        legOfAlice.onDigit(listener);
        bob.onDigit(listener);
        legOfAlice.pressed('7', Duration.ofMillis(160));
        Sessions.await(both);
        assertThat(keys).containsExactly('7', '7');
    }

    @Test
    void whoHoldsOrIsMutedIsNotMissedWhenNothingComes() throws Exception {
        String held = new String(alice.reoffer(Direction.SENDONLY), StandardCharsets.UTF_8);
        Sessions.agreed(legOfAlice.reanswer(held.getBytes(StandardCharsets.UTF_8)));
        MediaSession muted = Sessions.open(engine);
        MediaSession legOfMuted = Sessions.open(engine);
        Sessions.connect(muted, legOfMuted);
        legOfMuted.mute(true, false);
        List<Boolean> missed = new CopyOnWriteArrayList<>();
        CountDownLatch dead = new CountDownLatch(1);
        alice.close();
        muted.close();
        bob.close();
        legOfAlice.watch(Duration.ofMillis(60), missed::add);
        legOfMuted.watch(Duration.ofMillis(60), missed::add);
        legOfBob.watch(Duration.ofMillis(500), _ -> dead.countDown());
        Sessions.await(dead);
        assertThat(missed).isEmpty();
    }

    @Test
    void aKeyThatAPhoneTellsOfTwiceIsOne() throws Exception {
        CountDownLatch last = new CountDownLatch(2);
        List<Character> here = new CopyOnWriteArrayList<>();
        List<Character> there = new CopyOnWriteArrayList<>();
        legOfAlice.onDigit((digit, _) -> {
            here.add(digit);
            countAt(digit, last);
        });
        bob.onDigit((digit, _) -> {
            there.add(digit);
            countAt(digit, last);
        });
        legOfAlice.pressed('7', Duration.ofMillis(160));
        alice.sendDigits("7", Duration.ofMillis(100), Duration.ofMillis(100));
        alice.sendDigits("9", Duration.ofMillis(100), Duration.ofMillis(100));
        Sessions.await(last);
        assertThat(here).containsExactly('7', '9');
        assertThat(there).containsExactly('7', '9');
    }

    private static void countAt(char digit, CountDownLatch latch) {
        if (digit == '9') {
            latch.countDown();
        }
    }

    @Test
    void keysAreFoundInTheSoundOfWhoKnowsNoTelephoneEventsEvenWhenMuted() throws Exception {
        MediaSession old = Sessions.open(engine);
        MediaSession leg = Sessions.open(engine);
        String plain = new String(old.offer(), StandardCharsets.UTF_8)
                .replaceAll("a=(rtpmap|fmtp):101 [^\r]*\r\n", "")
                .replaceAll("(m=audio.*) 101", "$1");
        CountDownLatch three = new CountDownLatch(3);
        List<Character> keys = new CopyOnWriteArrayList<>();
        leg.onDigit((digit, _) -> {
            keys.add(digit);
            three.countDown();
        });
        leg.detectKeys(true);
        leg.mute(true, true);
        old.accept(Sessions.agreed(leg.answer(plain.getBytes(StandardCharsets.UTF_8)))
                .sdp());
        old.sendDigits("4#7", Duration.ofMillis(100), Duration.ofMillis(100));
        Sessions.await(three);
        assertThat(keys).containsExactly('4', '#', '7');
    }

    @Test
    void theMusicIsAudibleEverywhereNeverTooLoudAndHasNoSeam() {
        HoldMusic music = new HoldMusic();
        short[] round = new short[2 * 16 * 8000];
        short[] frame = new short[Source.FRAME];
        for (int i = 0; i < round.length; i += Source.FRAME) {
            assertThat(music.read(frame)).isEqualTo(Source.FRAME);
            System.arraycopy(frame, 0, round, i, Source.FRAME);
        }
        for (int second = 0; second < 32; second++) {
            double sum = 0;
            for (int i = 0; i < 8000; i++) {
                double sample = round[second * 8000 + i] / 32768.0;
                sum += sample * sample;
                assertThat(Math.abs(sample)).isLessThan(0.6);
                if (i > 0) {
                    assertThat(Math.abs(sample - round[second * 8000 + i - 1] / 32768.0))
                            .isLessThan(0.25);
                }
            }
            assertThat(Math.sqrt(sum / 8000)).isBetween(0.03, 0.2);
        }
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

    private static double level(short[] heard) {
        double sum = 0;
        for (short sample : heard) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / heard.length) / Short.MAX_VALUE;
    }
}
