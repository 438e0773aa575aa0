package voipbin.speech.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.speech.Alarms;
import voipbin.speech.FakeProgram;
import voipbin.speech.PcmStream;

@Timeout(20)
class ProgramTest {

    @TempDir
    Path folder;

    private final Alarms alarms = new Alarms();

    private Program program(String body) throws IOException {
        new FakeProgram(folder, "talker", body);
        return new Program("talker", List.of(Path.of("/nowhere"), folder), alarms);
    }

    private PcmStream speak(String body) throws IOException {
        return program(body).speak(List.of(), "Hello.", new Output.Standard(), 8000);
    }

    private static int drain(PcmStream stream) throws IOException, InterruptedException {
        try (stream) {
            short[] pcm = new short[100];
            int all = 0;
            for (int count = stream.read(pcm); count >= 0; count = stream.read(pcm)) {
                all += count;
            }
            return all;
        }
    }

    @Test
    void itsSoundComesAtTheRateWanted() throws Exception {
        assertThat(drain(speak("cat >/dev/null; cat \"$sound\""))).isEqualTo(800);
        assertThat(alarms.pending()).isZero();
    }

    @Test
    void theTextComesByStandardInput() throws Exception {
        drain(speak("cat > '" + folder.resolve("text") + "'; cat \"$sound\""));
        assertThat(folder.resolve("text")).hasContent("Hello.");
    }

    @Test
    void theFirstSamplesCanBeReadWhileItIsStillSpeaking() throws Exception {
        Files.write(folder.resolve("long.wav"), FakeProgram.wave(8000, -1, FakeProgram.tone(8000)));
        try (PcmStream stream = speak("cat '" + folder + "/long.wav'; exec sleep 1000")) {
            assertThat(stream.read(new short[100])).isEqualTo(100);
        }
    }

    @Test
    void aProgramThatSaysNothingIsKilledAfterTenSeconds() throws Exception {
        // the child would hold the output open if only the shell were killed
        try (PcmStream stream = speak("sleep 1000 & touch '" + folder.resolve("ready") + "'; wait")) {
            Thread ringing = Thread.ofVirtual().start(() -> {
                awaitFile(folder.resolve("ready"));
                ring(ProgramStream.FIRST_AUDIO);
            });
            assertThatThrownBy(() -> stream.read(new short[10]))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no audio within 10 s");
            ringing.join();
        }
        assertThat(alarms.pending()).isZero();
    }

    @Test
    void aProgramThatHangsInTheMiddleIsKilledAfterAMinute() throws Exception {
        Files.write(folder.resolve("half.wav"), FakeProgram.wave(8000, -1, FakeProgram.tone(8000)));
        try (PcmStream stream = speak("cat '" + folder + "/half.wav'; exec sleep 1000")) {
            assertThat(stream.read(new short[10])).isEqualTo(10);
            ring(ProgramStream.WHOLE);
            assertThatThrownBy(() -> drain(stream)).hasMessage("not done within 60 s");
        }
    }

    @Test
    void closingKillsItAndEndsARead() throws Exception {
        PcmStream stream = speak("echo $$ > '" + folder.resolve("new") + "'; mv '" + folder.resolve("new") + "' '"
                + folder.resolve("pid") + "'; exec sleep 1000");
        Thread closing = Thread.ofVirtual().start(() -> {
            awaitFile(folder.resolve("pid"));
            stream.close();
        });
        assertThat(stream.read(new short[100])).isEqualTo(-1);
        closing.join();
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
        assertThat(alarms.pending()).isZero();
    }

    private static void awaitFile(Path file) {
        while (!Files.exists(file)) {
            Thread.onSpinWait();
        }
    }

    private void ring(Duration delay) {
        try {
            alarms.ring(delay);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo oops >&2; exit 3                  | ended with status 3: oops",
                "cat \"$sound\"; exit 4                 | ended with status 4",
                "cat \"$sound\"; kill -SEGV $$          | ended with status 139",
                "true                                   | the wave header is cut short",
                "head -c 30 \"$sound\"                  | the wave header is cut short",
                "head -c 1000 \"$sound\"                | the wave sound is cut short",
                "yes                                    | wave sound that cannot be read: no RIFF WAVE header",
            })
    void brokenSoundIsAnError(String body, String message) throws Exception {
        PcmStream stream = speak(body);
        assertThatThrownBy(() -> drain(stream)).isInstanceOf(IOException.class).hasMessageStartingWith(message);
        assertThat(alarms.pending()).isZero();
    }

    @Test
    void soundInAFileIsReadWhenItIsWholeAndRemoved() throws Exception {
        Path file = Files.createFile(folder.resolve("out.part"));
        Program program = program("cat >/dev/null; cp \"$sound\" \"$1\"");
        assertThat(drain(program.speak(List.of(file.toString()), "x", new Output.Written(file), 16_000)))
                .isEqualTo(1600);
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatWasNotWrittenIsAnError() throws Exception {
        Path file = folder.resolve("out.part");
        PcmStream stream = program("echo full >&2; exit 1").speak(List.of(), "x", new Output.Written(file), 8000);
        assertThatThrownBy(() -> drain(stream)).hasMessage("ended with status 1: full");
    }

    @Test
    void oneThatIsNotInstalledCannotSpeak() throws Exception {
        Program missing = new Program("talker", Program.folders("/nowhere::\0:/usr/bin"), alarms);
        assertThat(missing.path()).isEmpty();
        Path file = Files.createFile(folder.resolve("out.part"));
        assertThatThrownBy(() -> missing.speak(List.of(), "x", new Output.Written(file), 8000))
                .hasMessage("talker is not installed");
        assertThat(file).doesNotExist();
    }

    @Test
    void aListingThatHangsIsGivenUp() throws Exception {
        Program program = program("echo one; exec sleep 1000");
        Thread ringing = Thread.ofVirtual().start(() -> ring(Duration.ofSeconds(10)));
        assertThatThrownBy(() -> program.output("--voices")).hasMessage("no listing within 10 s");
        ringing.join();
    }

    @Test
    void otherKindsOfWaveAreRefused() throws Exception {
        byte[] stereo = FakeProgram.wave(8000, 200, FakeProgram.tone(100));
        stereo[22] = 2;
        Files.write(folder.resolve("stereo.wav"), stereo);
        PcmStream stream = speak("cat '" + folder + "/stereo.wav'");
        assertThatThrownBy(() -> drain(stream)).hasMessageEndingWith("not 16-bit mono");
    }

    @Test
    void chunksBeforeTheSoundArePassedOver() throws Exception {
        byte[] wave = FakeProgram.wave(8000, 200, FakeProgram.tone(100));
        byte[] listed = new byte[wave.length + 12];
        System.arraycopy(wave, 0, listed, 0, 36);
        System.arraycopy(new byte[] {'L', 'I', 'S', 'T', 3, 0, 0, 0, 'a', 'b', 'c', 0}, 0, listed, 36, 12);
        System.arraycopy(wave, 36, listed, 48, wave.length - 36);
        Files.write(folder.resolve("listed.wav"), listed);
        assertThat(drain(speak("cat '" + folder + "/listed.wav'"))).isEqualTo(100);
        assertThat(Arrays.equals(wave, listed)).isFalse();
    }
}
