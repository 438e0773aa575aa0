package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.Tone;
import voipbin.media.codec.Codec;

/** Sessions that speak something better than G.711, over loopback. */
class WideBandTest {

    private MediaEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = Sessions.engine(10, new Counters());
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void eachCodecCarriesATone() throws Exception {
        for (Codec codec : Codec.available()) {
            MediaSession talks = Sessions.open(engine);
            MediaSession listens = Sessions.open(engine);
            connect(talks, listens, codec);
            talks.play(Tone.sine(500, 0.3, Duration.ofSeconds(30)), _ -> {});
            assertThat(amplitude(listens)).as("%s", codec).isBetween(0.2, 0.36);
            talks.close();
            listens.close();
        }
    }

    @Test
    void aBridgeTranslatesBetweenAnyTwo() throws Exception {
        for (Codec codec : Codec.available()) {
            MediaSession alice = Sessions.open(engine);
            MediaSession legOfAlice = Sessions.open(engine);
            MediaSession legOfBob = Sessions.open(engine);
            MediaSession bob = Sessions.open(engine);
            connect(alice, legOfAlice, codec);
            connect(legOfBob, bob, Codec.PCMA);
            legOfAlice.bridge(legOfBob);
            alice.play(Tone.sine(500, 0.3, Duration.ofSeconds(30)), _ -> {});
            assertThat(amplitude(bob)).as("%s to PCMA", codec).isBetween(0.2, 0.36);
            bob.play(Tone.sine(500, 0.3, Duration.ofSeconds(30)), _ -> {});
            assertThat(amplitude(alice)).as("PCMA to %s", codec).isBetween(0.2, 0.36);
            List.of(alice, legOfAlice, legOfBob, bob).forEach(MediaSession::close);
        }
    }

    @Test
    void keysAreHeardInTheSoundWhereThereAreNoEvents() throws Exception {
        MediaSession talks = Sessions.open(engine);
        MediaSession listens = Sessions.open(engine);
        CountDownLatch keys = new CountDownLatch(3);
        StringBuffer heard = new StringBuffer();
        listens.onDigit((digit, _) -> {
            heard.append(digit);
            keys.countDown();
        });
        listens.detectKeys(true);
        String offer = new String(talks.offer(), StandardCharsets.UTF_8).replace(" 101\r\n", "\r\n");
        talks.accept(Sessions.agreed(listens.answer(offer.getBytes(StandardCharsets.UTF_8)))
                .sdp());
        talks.sendDigits("1#8", Duration.ofMillis(100), Duration.ofMillis(100));
        Sessions.await(keys);
        assertThat(heard).hasToString("1#8");
    }

    @Test
    void aPeerThatFallsSilentIsNoticed() throws Exception {
        MediaSession stays = Sessions.open(engine);
        MediaSession leaves = Sessions.open(engine);
        CountDownLatch dead = new CountDownLatch(1);
        Sessions.connect(stays, leaves);
        stays.watch(Duration.ofMillis(300), quiet -> {
            if (quiet) {
                dead.countDown();
            }
        });
        leaves.close();
        Sessions.await(dead);
    }

    private static void connect(MediaSession offerer, MediaSession answerer, Codec codec) {
        List<String> only = List.of(codec.name());
        Negotiation.Agreed agreed = Sessions.agreed(answerer.answer(offerer.offer(only), only));
        assertThat(agreed.codec()).isEqualTo(codec);
        Sessions.agreed(offerer.accept(agreed.sdp()));
    }

    private static double amplitude(MediaSession session) throws InterruptedException {
        Recording recording = new Recording(3_200);
        session.listen(recording);
        Sessions.await(recording.full);
        double most = 0;
        for (int from = 0; from + 800 <= 3_200; from += 800) {
            most = Math.max(most, Goertzel.amplitude(recording.samples(), from, 800, 500));
        }
        return most;
    }
}
