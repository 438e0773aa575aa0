package voipbin.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;

/** What a test hears. */
final class Heard {

    private Heard() {}

    static PcmStream stream(Spoken spoken) {
        assertThat(spoken).isInstanceOf(Spoken.Speaking.class);
        return ((Spoken.Speaking) spoken).audio();
    }

    /** All samples to the end. */
    static short[] all(Spoken spoken) throws IOException, InterruptedException {
        try (PcmStream stream = stream(spoken)) {
            return rest(stream);
        }
    }

    static short[] rest(PcmStream stream) throws IOException, InterruptedException {
        short[] pcm = new short[0];
        short[] block = new short[1000];
        for (int count = stream.read(block); count >= 0; count = stream.read(block)) {
            pcm = Arrays.copyOf(pcm, pcm.length + count);
            System.arraycopy(block, 0, pcm, pcm.length - count, count);
        }
        return pcm;
    }

    /** The root of the mean square. */
    static double loudness(short[] pcm) {
        double sum = 0;
        for (short sample : pcm) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / Math.max(1, pcm.length));
    }
}
