package voipbin.platform.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.Counters;
import voipbin.media.KeyTones;
import voipbin.media.Source;
import voipbin.media.amd.AnswerDetector;
import voipbin.media.amd.AnswerRules;
import voipbin.media.amd.Answerer;
import voipbin.media.amd.MessageEnd;
import voipbin.media.audio.Tone;
import voipbin.speech.Speech;
import voipbin.speech.SpeechConfig;
import voipbin.speech.Spoken;
import voipbin.speech.Utterance;

/** People and machines as synthesised voices: who is taken for what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerDetectorTest {

    private static final String GREETING =
            "Hello, you have reached the office of Bob and Alice. We cannot come to the phone"
                    + " right now. Please leave your name, your number and a short message after the tone.";

    private final Speech speech;

    AnswerDetectorTest(@TempDir Path folder) {
        speech = Speech.withInstalled(SpeechConfig.in(folder), new Counters());
    }

    @AfterAll
    void close() {
        speech.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello?", "Yes?", "Hello, Bob here."})
    void aFewWordsAndThenSilenceAreAHumans(String words) throws Exception {
        assertThat(who(line(0).silence(600).say(words).silence(3000))).isEqualTo(Answerer.HUMAN);
        assertThat(who(line(60).silence(600).say(words).silence(3000)))
                .as("on a noisy line")
                .isEqualTo(Answerer.HUMAN);
    }

    @Test
    void aLongGreetingIsAMachines() throws Exception {
        assertThat(who(line(0).silence(400).say(GREETING))).isEqualTo(Answerer.MACHINE);
        assertThat(who(line(60).silence(400).say(GREETING))).isEqualTo(Answerer.MACHINE);
    }

    @Test
    void whoSaysNothingForLongIsAMachineAndABeepIsOneToo() throws Exception {
        assertThat(who(line(0).silence(6000))).isEqualTo(Answerer.MACHINE);
        assertThat(who(line(0).silence(300).tone(1000, 400).silence(2000))).isEqualTo(Answerer.MACHINE);
    }

    @Test
    void whoMakesNoSenseStaysUnknown() throws Exception {
        Line clicks = line(0);
        for (int i = 0; i < 20; i++) {
            clicks.silence(150).tone(300, 40).silence(60).tone(300, 40);
        }
        AnswerRules patient = new AnswerRules(
                Duration.ofSeconds(60),
                Duration.ofMillis(1500),
                Duration.ofMillis(800),
                Duration.ofMillis(3000),
                Duration.ofMillis(100),
                Duration.ofMillis(60),
                3,
                Duration.ofSeconds(5),
                0.008,
                Duration.ofSeconds(30),
                Duration.ofSeconds(2));
        assertThat(who(clicks, patient)).isEqualTo(Answerer.UNKNOWN);
    }

    @Test
    void aMessageEndsAfterItsBeepAndNotBefore() throws Exception {
        Line machine = line(0).say(GREETING).silence(700);
        int beepBegins = machine.millis();
        machine.tone(1400, 500).silence(5000);
        assertThat(messageEnd(machine)).isBetween(beepBegins + 480, beepBegins + 620);
    }

    @Test
    void aMessageWithoutABeepEndsBySilence() throws Exception {
        Line machine = line(0).say("Leave a message, please.");
        int end = machine.millis();
        machine.silence(5000);
        assertThat(messageEnd(machine)).isBetween(end + 1500, end + 2600);
    }

    @Test
    void voicesAndKeysAreNoBeeps() throws Exception {
        Line voices = line(0);
        for (String voice : List.of("rms", "slt")) {
            voices.say(new Utterance(GREETING + " Ooooh. Mmmmmm. Aaaaah. No, no.", "en-US", "flite", voice, 8000));
        }
        for (char key : "0123456789*#".toCharArray()) {
            voices.key(key, 300);
        }
        MessageEnd end = new MessageEnd(new AnswerRules(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                0,
                Duration.ZERO,
                0,
                Duration.ofHours(1),
                Duration.ofHours(1)));
        assertThat(voices.frames.stream().anyMatch(end::hear)).isFalse();
    }

    private static int messageEnd(Line machine) {
        MessageEnd end = new MessageEnd(AnswerRules.STANDARD);
        for (int i = 0; i < machine.frames.size(); i++) {
            if (end.hear(machine.frames.get(i))) {
                return i * 20;
            }
        }
        throw new AssertionError("the end was not heard");
    }

    private static Answerer who(Line line) {
        return who(line, AnswerRules.STANDARD);
    }

    private static Answerer who(Line line, AnswerRules rules) {
        AnswerDetector detector = new AnswerDetector(rules);
        return line.frames.stream()
                .map(detector::hear)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new AssertionError("undecided"));
    }

    private Line line(int noise) {
        return new Line(noise);
    }

    /** What comes from the far end, in frames. */
    private final class Line {

        final List<short[]> frames = new ArrayList<>();
        private final Random random = new Random(7);
        private final int noise;

        Line(int noise) {
            this.noise = noise;
        }

        int millis() {
            return frames.size() * 20;
        }

        private void add(short[] frame) {
            for (int i = 0; i < frame.length && noise > 0; i++) {
                frame[i] += (short) (random.nextGaussian() * noise);
            }
            frames.add(frame);
        }

        Line silence(int millis) {
            for (int i = 0; i < millis / 20; i++) {
                add(new short[Source.FRAME]);
            }
            return this;
        }

        Line tone(int hertz, int millis) {
            Tone tone = Tone.sine(hertz, 0.3, Duration.ofMillis(millis));
            short[] frame = new short[Source.FRAME];
            while (tone.read(frame) > 0) {
                add(frame);
                frame = new short[Source.FRAME];
            }
            return this;
        }

        Line key(char key, int millis) {
            for (int i = 0; i < millis / 20; i++) {
                short[] frame = new short[Source.FRAME];
                KeyTones.fill(frame, Source.FRAME, key, i * Source.FRAME);
                add(frame);
            }
            return silence(100);
        }

        Line say(String text) throws Exception {
            return say(Utterance.of(text, "en-US"));
        }

        Line say(Utterance utterance) throws Exception {
            if (!(speech.speak(utterance) instanceof Spoken.Speaking(var audio))) {
                throw new AssertionError("no voice is installed");
            }
            try (audio) {
                short[] frame = new short[Source.FRAME];
                for (int filled = read(audio, frame); filled > 0; filled = read(audio, frame)) {
                    add(frame);
                    frame = new short[Source.FRAME];
                }
            }
            return this;
        }

        private int read(voipbin.speech.PcmStream audio, short[] frame) throws Exception {
            int filled = 0;
            short[] part = new short[Source.FRAME];
            while (filled < frame.length) {
                short[] rest = part.length == frame.length - filled ? part : new short[frame.length - filled];
                int read = audio.read(rest);
                if (read < 0) {
                    return filled;
                }
                System.arraycopy(rest, 0, frame, filled, read);
                filled += read;
            }
            return filled;
        }
    }
}
