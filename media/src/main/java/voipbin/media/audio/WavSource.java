package voipbin.media.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import voipbin.media.Source;

/** Plays a WAV file: PCM of 16 bit, µ-law or A-law, mono or stereo, any rate; read and resampled when it is made. */
public final class WavSource implements Source {

    private static final int RATE = 8000;

    private final PcmSource samples;

    private WavSource(Wav wav) {
        samples = new PcmSource(new Resampler(wav.rate(), RATE).resample(wav.samples()));
    }

    /** @throws IOException when it cannot be read or is no such WAV file; the message says which */
    public static WavSource open(Path file) throws IOException {
        return new WavSource(Wav.open(file));
    }

    /** Reads {@code wav} to its end; the caller closes it. */
    public static WavSource read(InputStream wav) throws IOException {
        return new WavSource(Wav.read(wav));
    }

    @Override
    public int read(short[] pcm) {
        return samples.read(pcm);
    }
}
