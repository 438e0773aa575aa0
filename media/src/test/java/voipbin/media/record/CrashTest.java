package voipbin.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;
import voipbin.media.ClassPath;
import voipbin.media.Source;
import voipbin.media.audio.Wav;
import voipbin.media.audio.WavFile;

/** A real process is killed in the middle of a recording. */
class CrashTest {

    @Test
    void theFilesOfAKilledProcessPlayUpToTheLastSecond(@TempDir Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        ClassPath.of(CrashedRecording.class, TapeDeck.class, Counters.class, LoggerFactory.class),
                        CrashedRecording.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        int heard = 0;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null && heard < 150; line = lines.readLine()) {
                heard = line.matches("\\d+") ? Integer.parseInt(line) : heard;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(heard).isEqualTo(150);
        for (Path file : Layout.SEPARATE.files(folder, "crash")) {
            // as it was left, without any repair: every sample that its header counts is there
            short[] before = Wav.open(file).samples();
            int frames = (int) (WavFile.repair(file) / Source.FRAME);
            short[] samples = Wav.open(file).samples();
            assertThat(frames).isGreaterThanOrEqualTo(heard - 50);
            assertThat(samples.length - before.length)
                    .as("lost without a repair")
                    .isBetween(0, 50 * Source.FRAME);
            for (int i = 0; i < frames; i++) {
                assertThat(samples[i * Source.FRAME]).isEqualTo((short) (i + 1));
            }
        }
    }
}
