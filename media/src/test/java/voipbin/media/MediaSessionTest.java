package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.Tone;
import voipbin.media.codec.Codec;
import voipbin.media.sdp.Direction;

/** Two sessions that talk to each other over loopback. */
class MediaSessionTest {

    private final Counters counters = new Counters();
    private MediaEngine engine;
    private MediaSession alice;
    private MediaSession bob;

    @BeforeEach
    void start() throws IOException {
        engine = Sessions.engine(8, counters);
        alice = Sessions.open(engine);
        bob = Sessions.open(engine);
    }

    @AfterEach
    void stop() {
        engine.close();
        assertThat(engine.sessions()).isZero();
    }

    @Test
    void aToneIsHeardAtTheOtherSideAtItsLevelAndForItsTime() throws Exception {
        Recording recording = new Recording(8_000);
        bob.listen(recording);
        BlockingQueue<PlayEnd> ends = new LinkedBlockingQueue<>();
        alice.play(Tone.sine(1000, 0.5, Duration.ofMillis(700)), ends::add);
        Sessions.connect(alice, bob);

        short[] heard = recording.samples();
        int begin = firstLoud(heard);
        assertThat(begin).isLessThanOrEqualTo(4 * Source.FRAME);
        assertThat(Goertzel.amplitude(heard, begin + 160, 4_800, 1000)).isBetween(0.48, 0.52);
        assertThat(Goertzel.amplitude(heard, begin + 160, 4_800, 1400)).isLessThan(0.01);
        assertThat(Goertzel.amplitude(heard, begin + 5_760, 1_600, 1000)).isLessThan(0.001);
        assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(new PlayEnd.Finished());
    }

    private static int firstLoud(short[] heard) {
        int at = 0;
        while (at < heard.length && Math.abs(heard[at]) < 1000) {
            at++;
        }
        return at;
    }

    @Test
    void bothWaysAtOnceAndWithEitherCodec() throws Exception {
        Recording atAlice = new Recording(4_000);
        Recording atBob = new Recording(4_000);
        alice.listen(atAlice);
        bob.listen(atBob);
        alice.play(Tone.sine(500, 0.3, Duration.ofSeconds(5)), _ -> {});
        bob.play(Tone.sine(900, 0.3, Duration.ofSeconds(5)), _ -> {});
        String onlyALaw = new String(alice.offer(), StandardCharsets.UTF_8).replace("RTP/AVP 0 8", "RTP/AVP 8");
        Negotiation.Agreed agreed = Sessions.agreed(bob.answer(onlyALaw.getBytes(StandardCharsets.UTF_8)));
        assertThat(agreed.codec()).isEqualTo(Codec.PCMA);
        assertThat(Sessions.agreed(alice.accept(agreed.sdp())).codec()).isEqualTo(Codec.PCMA);

        assertThat(Goertzel.amplitude(atBob.samples(), 2_000, 2_000, 500)).isBetween(0.28, 0.32);
        assertThat(Goertzel.amplitude(atAlice.samples(), 2_000, 2_000, 900)).isBetween(0.28, 0.32);
    }

    @Test
    void keysAreHeardOnceEachInOrderWithTheirDurations() throws Exception {
        List<String> heard = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(4);
        bob.onDigit((digit, duration) -> {
            heard.add(digit + " " + duration.toMillis());
            all.countDown();
        });
        Sessions.connect(alice, bob);
        alice.sendDigits("1#D", Duration.ofMillis(100), Duration.ofMillis(60));
        alice.sendDigits("1", Duration.ofMillis(40), Duration.ZERO);
        Sessions.await(all);
        assertThat(heard).containsExactly("1 100", "# 100", "D 100", "1 40");
    }

    @Test
    void keysAreTonesForAPeerThatKnowsNoTelephoneEvent() throws Exception {
        Recording recording = new Recording(4_000);
        bob.listen(recording);
        byte[] offer = new String(alice.offer(), StandardCharsets.UTF_8)
                .replaceAll("a=(rtpmap|fmtp):101.*\r\n", "")
                .replace(" 101\r\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        alice.sendDigits("5", Duration.ofMillis(200), Duration.ZERO);
        alice.accept(Sessions.agreed(bob.answer(offer)).sdp());
        short[] heard = recording.samples();
        int begin = firstLoud(heard);
        assertThat(Goertzel.amplitude(heard, begin, 1_600, KeyTones.row('5'))).isGreaterThan(0.2);
        assertThat(Goertzel.amplitude(heard, begin, 1_600, KeyTones.column('5')))
                .isGreaterThan(0.2);
    }

    @Test
    void onlyKeysCanBePressed() {
        assertThatThrownBy(() -> alice.sendDigits("12x", Duration.ofMillis(100), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> alice.sendDigits("1", Duration.ofSeconds(9), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> alice.sendDigits("1", Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlaybackEndsByBeingStoppedReplacedOrClosed() throws Exception {
        BlockingQueue<PlayEnd> ends = new LinkedBlockingQueue<>();
        PlayEnd stopped = new PlayEnd.Stopped();
        Playback first = alice.play(Tone.sine(500, 0.3, Duration.ofSeconds(60)), ends::add);
        first.stop();
        assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(stopped);
        alice.play(Tone.sine(500, 0.3, Duration.ofSeconds(60)), ends::add);
        alice.play(Tone.sine(500, 0.3, Duration.ofSeconds(60)), ends::add);
        assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(stopped);
        first.stop();
        alice.close();
        assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(stopped);
        alice.play(Tone.sine(500, 0.3, Duration.ofSeconds(60)), ends::add);
        assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(stopped);
        assertThat(ends).isEmpty();
    }

    @Test
    void aSourceThatBreaksEndsItselfOnly() throws Exception {
        BlockingQueue<PlayEnd> ends = new LinkedBlockingQueue<>();
        CountDownLatch closed = new CountDownLatch(1);
        Source broken = new Source() {
            @Override
            public int read(short[] pcm) {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        Recording recording = new Recording(1_600);
        Recording replaced = new Recording(1);
        bob.listen(replaced);
        bob.listen(recording);
        alice.play(broken, ends::add);
        Sessions.connect(alice, bob);
        assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(new PlayEnd.Stopped());
        Sessions.await(closed);
        Sessions.await(replaced.closed);
        assertThat(recording.samples()).containsOnly(0);
    }

    @Test
    void closingEndsWhoListensAndFreesThePort() throws Exception {
        Recording recording = new Recording(100_000);
        alice.listen(recording);
        alice.close();
        alice.close();
        Sessions.await(recording.closed);
        assertThat(alice.stats()).isEqualTo(MediaStats.NOTHING);
        assertThat(engine.sessions()).isEqualTo(1);
    }

    @Test
    void onHoldNothingIsSentAndAfterwardsItGoesOn() throws Exception {
        Recording before = new Recording(800);
        bob.listen(before);
        Sessions.connect(alice, bob);
        Sessions.await(before.full);

        byte[] hold = alice.reoffer(Direction.INACTIVE);
        Negotiation.Agreed held = Sessions.agreed(bob.reanswer(hold));
        assertThat(held.direction()).isEqualTo(Direction.INACTIVE);
        assertThat(Sessions.agreed(alice.accept(held.sdp())).direction()).isEqualTo(Direction.INACTIVE);
        long sent = alice.stats().sent().packets();
        Recording quiet = new Recording(1_600);
        bob.listen(quiet);
        assertThat(quiet.full.await(200, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(alice.stats().sent().packets()).isEqualTo(sent);

        alice.accept(
                Sessions.agreed(bob.reanswer(alice.reoffer(Direction.SENDRECV))).sdp());
        Sessions.await(quiet.full);
        assertThat(alice.stats().sent().packets()).isGreaterThan(sent);
    }

    @Test
    void figuresOfBothSidesAgree() throws Exception {
        Recording recording = new Recording(8_000);
        bob.listen(recording);
        Sessions.connect(alice, bob);
        Sessions.await(recording.full);
        MediaStats sent = alice.stats();
        MediaStats received = bob.stats();
        assertThat(sent.sent().bytes()).isEqualTo(160 * sent.sent().packets());
        assertThat(received.received().packets()).isBetween(45L, sent.sent().packets() + 2);
        assertThat(received.received().lost()).isZero();
        assertThat(received.received().jitter()).isLessThan(Duration.ofSeconds(1));
        assertThat(counters.counts()).containsEntry("media.packets.malformed", 0L);
        assertThat(counters.counts()).containsEntry("media.packets.foreign", 0L);
    }

    @Test
    void anAnswerWithoutACommonCodecIsRefused() {
        byte[] offer = "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 4000 RTP/AVP 18\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(alice.answer(offer)).isInstanceOf(Negotiation.Refused.class);
        assertThatThrownBy(() -> bob.accept(offer)).isInstanceOf(IllegalStateException.class);
    }
}
