package voipbin.media;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.base.Counters;
import voipbin.media.audio.Tone;
import voipbin.media.audio.Wav;
import voipbin.media.record.EndKey;
import voipbin.media.record.Ending;
import voipbin.media.record.Layout;
import voipbin.media.record.Limits;
import voipbin.media.record.Recorded;
import voipbin.media.record.Recorder;
import voipbin.media.record.RecordingPlan;
import voipbin.media.record.TapeDeck;

/** Sessions that talk over real sockets, and who taps them. */
class TapTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void aRecordedSessionHasEachSidesToneInItsOwnFile(@TempDir Path folder) throws Exception {
        try (MediaEngine engine = Sessions.engine(4, new Counters());
                TapeDeck deck = TapeDeck.start(folder, new Counters())) {
            MediaSession ours = Sessions.open(engine);
            MediaSession phone = Sessions.open(engine);
            Recorder recorder = deck.open(new RecordingPlan(
                    "tones", Layout.SEPARATE, new Limits(Duration.ZERO, EndKey.NONE, Duration.ofSeconds(2))));
            phone.play(Tone.sine(440, 0.5, LONG), _ -> {});
            ours.play(Tone.sine(1000, 0.5, LONG), _ -> {});
            ours.tap(recorder);
            Sessions.connect(ours, phone);

            Recorded recorded = recorder.ended().get(20, SECONDS);
            assertThat(recorded.ending()).isEqualTo(Ending.DURATION);
            short[] in = Wav.open(recorded.files().get(0)).samples();
            short[] out = Wav.open(recorded.files().get(1)).samples();
            assertThat(in).hasSize(16_000).hasSameSizeAs(out);
            assertThat(share(in, 440)).isGreaterThan(0.4);
            assertThat(share(in, 1000)).isLessThan(0.05);
            assertThat(share(out, 1000)).isGreaterThan(0.8);
            assertThat(share(out, 440)).isLessThan(0.05);
        }
    }

    @Test
    void bothSidesOfABridgeAreRecordedAtAnyRate(@TempDir Path folder) throws Exception {
        try (MediaEngine engine = Sessions.engine(8, new Counters());
                TapeDeck deck = TapeDeck.start(folder, new Counters())) {
            MediaSession left = Sessions.open(engine);
            MediaSession right = Sessions.open(engine);
            connect(engine, left, "G722", 440);
            connect(engine, right, "G722", 1000);
            left.bridge(right);
            Recorder recorder = deck.open(new RecordingPlan(
                    "bridge", Layout.SEPARATE, new Limits(Duration.ZERO, EndKey.NONE, Duration.ofSeconds(2))));
            left.tap(recorder);
            Recorded recorded = recorder.ended().get(20, SECONDS);
            assertThat(share(Wav.open(recorded.files().get(0)).samples(), 440)).isGreaterThan(0.4);
            assertThat(share(Wav.open(recorded.files().get(1)).samples(), 1000)).isGreaterThan(0.4);
        }
    }

    @Test
    void aKeyOfThePeerEndsARecordingThatWaitsForIt(@TempDir Path folder) throws Exception {
        try (MediaEngine engine = Sessions.engine(4, new Counters());
                TapeDeck deck = TapeDeck.start(folder, new Counters())) {
            MediaSession ours = Sessions.open(engine);
            MediaSession phone = Sessions.open(engine);
            Recorder recorder = deck.open(
                    new RecordingPlan("key", Layout.STEREO, new Limits(Duration.ZERO, EndKey.POUND, Duration.ZERO)));
            ours.tap(recorder);
            Sessions.connect(ours, phone);
            phone.sendDigits("1#", Duration.ofMillis(100), Duration.ofMillis(100));
            assertThat(recorder.ended().get(20, SECONDS).ending()).isEqualTo(Ending.KEY);
        }
    }

    @Test
    void closingTheSessionClosesItsTapsAndSoDoesTakingThemAway() throws Exception {
        try (MediaEngine engine = Sessions.engine(4, new Counters())) {
            MediaSession session = Sessions.open(engine);
            Listener first = new Listener();
            Listener second = new Listener();
            Listener late = new Listener();
            session.tap(first);
            session.tap(second);
            session.untap(first);
            Sessions.await(first.closed);
            assertThat(second.closed.getCount()).isEqualTo(1);
            session.close();
            Sessions.await(second.closed);
            session.tap(late);
            Sessions.await(late.closed);
        }
    }

    @Test
    void aTapThatBreaksIsClosedAndTheSessionGoesOn() throws Exception {
        try (MediaEngine engine = Sessions.engine(4, new Counters())) {
            MediaSession ours = Sessions.open(engine);
            MediaSession phone = Sessions.open(engine);
            Listener broken = new Listener();
            CountDownLatch heard = new CountDownLatch(20);
            broken.breaks = true;
            ours.tap(broken);
            ours.tap((_, _) -> {
                heard.countDown();
                return true;
            });
            Sessions.connect(ours, phone);
            Sessions.await(broken.closed);
            Sessions.await(heard);
        }
    }

    /** A phone with this codec that says a tone to the session. */
    private static void connect(MediaEngine engine, MediaSession session, String codec, int hertz) {
        MediaSession phone = Sessions.open(engine);
        phone.play(Tone.sine(hertz, 0.5, LONG), _ -> {});
        byte[] offer = session.offer(List.of(codec));
        session.accept(Sessions.agreed(phone.answer(offer, List.of(codec))).sdp());
    }

    /** The share of all energy that the tone has, by 20 ms. */
    private static double share(short[] samples, int hertz) {
        double tone = 0;
        double all = 0;
        for (int from = 0; from + 160 <= samples.length; from += 160) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < 160; i++) {
                double angle = 2 * Math.PI * hertz * i / 8000;
                re += samples[from + i] * Math.cos(angle);
                im += samples[from + i] * Math.sin(angle);
                all += (double) samples[from + i] * samples[from + i];
            }
            tone += 2 * (re * re + im * im) / 160;
        }
        return all == 0 ? 0 : tone / all;
    }

    private static final class Listener implements Tap {

        final CountDownLatch closed = new CountDownLatch(1);
        volatile boolean breaks;

        @Override
        public boolean hear(short[] in, short[] out) {
            if (breaks) {
                throw new IllegalStateException("a bug");
            }
            return true;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
