package voipbin.media.audio;

import java.io.IOException;
import java.nio.file.Path;
import voipbin.media.Sink;

/**
 * Records to a WAV file (PCM 16 bit, 8000 Hz, mono). The media loop only copies samples; a virtual thread of its own
 * writes them, about five times a second, and keeps the header right, so that the file plays even if the process is
 * killed.
 */
public final class WavWriter implements Sink {

    private WavWriter() {}

    /** Creates the file, or empties it. */
    public static WavWriter create(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(short[] pcm, int samples) {
        throw new UnsupportedOperationException();
    }

    /** Asks for the rest to be written and the file to be closed; does not wait for it. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** Waits until the file is complete, after {@link #close}; not on the media loop. */
    public void join() throws InterruptedException {
        throw new UnsupportedOperationException();
    }
}
