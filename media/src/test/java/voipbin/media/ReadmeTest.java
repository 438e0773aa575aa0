package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.base.Counters;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.Tone;
import voipbin.media.record.Layout;
import voipbin.media.record.Limits;
import voipbin.media.record.Recorder;
import voipbin.media.record.RecordingPlan;
import voipbin.media.record.TapeDeck;

/** The example of the README, which is this one line for line, with a phone that answers back. */
class ReadmeTest {

    private static final int HEARD = 1600;

    void answerPlayAndRecord(byte[] offer, Consumer<byte[]> reply, Path folder) throws Exception {
        Counters counters = new Counters();
        InetAddress address = InetAddress.getByName("127.0.0.1");
        try (MediaEngine engine = MediaEngine.start(new MediaConfig(address, 23_000, 23_099, 1), counters);
                TapeDeck deck = TapeDeck.start(folder, counters)) {
            if (!(engine.open(address) instanceof Opening.Opened(MediaSession session))) {
                throw new IOException("no port left: 503");
            }
            if (!(session.answer(offer) instanceof Negotiation.Agreed agreed)) {
                throw new IOException("no codec in common: 488");
            }
            reply.accept(agreed.sdp());
            Recorder recorder = deck.open(new RecordingPlan("call", Layout.SEPARATE, Limits.NONE));
            session.tap(recorder);
            CountDownLatch played = new CountDownLatch(1);
            session.play(Tone.sine(440, 0.3, Duration.ofSeconds(1)), _ -> played.countDown());
            played.await();
            session.untap(recorder);
            recorder.ended().get();
        }
    }

    @Test
    void theExampleAnswersPlaysAndRecords(@TempDir Path folder) throws Exception {
        try (MediaEngine phones = Sessions.engine(2, new Counters())) {
            MediaSession phone = Sessions.open(phones);
            Recording heard = new Recording(HEARD);
            phone.listen(heard);
            phone.play(Tone.sine(700, 0.3, Duration.ofSeconds(30)), _ -> {});
            answerPlayAndRecord(phone.offer(), phone::accept, folder);
            assertThat(Goertzel.amplitude(heard.samples(), HEARD / 2, HEARD / 2, 440))
                    .isGreaterThan(0.1);
            assertThat(folder.resolve("call_in.wav")).isNotEmptyFile();
            assertThat(folder.resolve("call_out.wav")).isNotEmptyFile();
        }
    }

    @Test
    void theReadmeShowsWhatIsTestedHere() throws Exception {
        Path here = Path.of("src/test/java/voipbin/media/ReadmeTest.java");
        String example = Files.readString(Path.of("README.md")).split("```java\n|```\n", -1)[1];
        assertThat(Files.readString(here)).contains(example.indent(4));
    }
}
