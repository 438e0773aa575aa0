package voipbin.media.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import voipbin.media.Source;

/** Plays a WAV file: PCM of 16 bit, µ-law or A-law, mono or stereo, any rate; read and resampled when it is made. */
public final class WavSource implements Source {

    private static final int TELEPHONE = 8000;

    private final PcmSource samples;

    private WavSource(Wav wav, int rate) {
        samples = new PcmSource(new Resampler(wav.rate(), rate).resample(wav.samples()), rate);
    }

    /**
     * To be played at 8000 Hz.
     *
     * @throws IOException when it cannot be read or is no such WAV file; the message says which
     */
    public static WavSource open(Path file) throws IOException {
        return new WavSource(Wav.open(file), TELEPHONE);
    }

    /** Reads {@code wav} to its end, to be played at 8000 Hz; the caller closes it. */
    public static WavSource read(InputStream wav) throws IOException {
        return read(wav, TELEPHONE);
    }

    /**
     * The same for who can hear so many samples a second, if the file has more to give than a telephone's 8000.
     *
     * @param most 8000, 16000 or 48000, as {@link voipbin.media.MediaSession#rate} tells
     */
    public static WavSource read(InputStream wav, int most) throws IOException {
        Wav sound = Wav.read(wav);
        return new WavSource(sound, sound.rate() > TELEPHONE ? most : TELEPHONE);
    }

    @Override
    public int rate() {
        return samples.rate();
    }

    @Override
    public int read(short[] pcm) {
        return samples.read(pcm);
    }
}
