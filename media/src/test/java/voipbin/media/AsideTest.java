package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.Tone;

/** Two phones that talk, and somebody beside the leg of one of them. */
class AsideTest {

    private static final Duration LONG = Duration.ofMinutes(1);
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
        alice.play(Tone.sine(500, 0.2, LONG), _ -> {});
        bob.play(Tone.sine(900, 0.2, LONG), _ -> {});
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void whoSpeaksBothWaysIsHeardByBothAndHearsBothButNotItself() throws Exception {
        connect();
        Beside beside = new Beside(700, true, true);
        Beside other = new Beside(1300, true, false);
        Beside ear = new Beside(0, false, false);
        legOfAlice.tap(beside);
        legOfAlice.tap(other);
        legOfAlice.tap(ear);
        assertTones(listen(bob), 500, 700);
        assertTones(listen(alice), 900, 700, 1300);
        assertTones(beside.in.samples(), 500);
        assertTones(beside.out.samples(), 900, 1300);
        assertTones(ear.in.samples(), 500, 700);
        assertTones(ear.out.samples(), 900, 700, 1300);
        legOfAlice.untap(beside);
        legOfAlice.untap(other);
        listen(bob);
        assertTones(listen(bob), 500);
        assertTones(listen(alice), 900);
    }

    @Test
    void itIsHeardAtAnyRateAndByWhoseOtherSaysNothing() throws Exception {
        legOfAlice.accept(Sessions.agreed(alice.answer(legOfAlice.offer(List.of("G722")), List.of("G722")))
                .sdp());
        Sessions.connect(legOfBob, bob);
        legOfAlice.bridge(legOfBob);
        legOfAlice.tap(new Beside(700, true, true));
        assertTones(listen(alice), 900, 700);
        assertTones(listen(bob), 500, 700);
        MediaSession silent = Sessions.open(engine);
        silent.bridge(legOfBob);
        silent.tap(new Beside(1300, false, true));
        listen(bob);
        // a session without a peer has no clock; one whose peer sends nothing has
        assertTones(listen(bob));
        MediaSession quiet = Sessions.open(engine);
        Sessions.connect(silent, quiet);
        quiet.close();
        listen(bob);
        assertTones(listen(bob), 1300);
    }

    @Test
    void thePeerOfASessionThatIsMutedOutDoesNotHearIt() throws Exception {
        connect();
        legOfAlice.mute(false, true);
        Beside ear = new Beside(0, false, false);
        legOfAlice.tap(new Beside(700, true, true));
        legOfAlice.tap(ear);
        assertTones(listen(alice));
        assertTones(listen(bob), 500, 700);
        assertTones(ear.out.samples());
    }

    private void connect() {
        Sessions.connect(alice, legOfAlice);
        Sessions.connect(legOfBob, bob);
        legOfAlice.bridge(legOfBob);
    }

    private static short[] listen(MediaSession session) throws InterruptedException {
        Recording recording = new Recording(HEARD);
        session.listen(recording);
        return recording.samples();
    }

    /** These of all and no others. */
    private static void assertTones(short[] heard, Integer... hertz) {
        assertThat(List.of(500, 700, 900, 1300))
                .filteredOn(tone -> Goertzel.amplitude(heard, HEARD / 2, HEARD / 2, tone) > 0.05)
                .containsExactlyInAnyOrder(hertz);
    }

    private static final class Beside implements Aside {

        final Recording in = new Recording(HEARD);
        final Recording out = new Recording(HEARD);
        private final Source tone;
        private final boolean toPeer;
        private final boolean asPeer;

        Beside(int hertz, boolean toPeer, boolean asPeer) {
            this.tone = Tone.sine(hertz, 0.2, LONG);
            this.toPeer = toPeer;
            this.asPeer = asPeer;
        }

        @Override
        public int say(short[] pcm) {
            return tone.read(pcm);
        }

        @Override
        public boolean speaksToPeer() {
            return toPeer;
        }

        @Override
        public boolean speaksAsPeer() {
            return asPeer;
        }

        @Override
        public boolean hear(short[] heardIn, short[] heardOut) {
            in.write(heardIn, heardIn.length);
            out.write(heardOut, heardOut.length);
            return true;
        }
    }
}
