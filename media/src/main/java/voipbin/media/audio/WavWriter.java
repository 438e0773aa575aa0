package voipbin.media.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.media.Sink;

/**
 * Records to a WAV file (PCM 16 bit, 8000 Hz, mono). The media loop only copies samples; a virtual thread of its own
 * writes them, about five times a second, and keeps the header right, so that the file plays even if the process is
 * killed. When the disk stands still for longer than two seconds the samples of that time become silence.
 */
public final class WavWriter implements Sink {

    private static final Logger LOG = LoggerFactory.getLogger(WavWriter.class);
    private static final int SIZE = 1 << 14;
    private static final Duration PERIOD = Duration.ofMillis(200);

    private final short[] ring = new short[SIZE];
    private final WavFile file;
    private final Thread writer;
    /** Samples ever put; written by the loop only. */
    private volatile long put;
    /** Samples ever written; written by the writer only. */
    private volatile long taken;
    /** Samples that found no room; the loop's own. */
    private long owed;

    private volatile boolean closed;
    private volatile Optional<IOException> failure = Optional.empty();

    private WavWriter(WavFile file, String name) {
        this.file = file;
        writer = Thread.ofVirtual().name("wav-" + name).unstarted(this::run);
    }

    /** Creates the file, or empties it. */
    public static WavWriter create(Path file) throws IOException {
        WavWriter writer = new WavWriter(WavFile.create(file), String.valueOf(file.getFileName()));
        writer.writer.start();
        return writer;
    }

    @Override
    public void write(short[] pcm, int samples) {
        while (owed > 0 && room() > 0) {
            append((short) 0);
            owed--;
        }
        int count = owed > 0 ? 0 : Math.min(samples, room());
        long at = put;
        for (int i = 0; i < count; i++) {
            ring[(int) (at + i) & SIZE - 1] = pcm[i];
        }
        put = at + count;
        owed += samples - count;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void append(short sample) {
        ring[(int) put & SIZE - 1] = sample;
        put++;
    }

    private int room() {
        return SIZE - (int) (put - taken);
    }

    private void run() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(2 * SIZE).order(ByteOrder.LITTLE_ENDIAN);
        try (file) {
            boolean last = false;
            while (!last) {
                // Read before the samples are, or the last ones would be lost.
                last = closed;
                drain(bytes);
                if (!last && !closed) {
                    LockSupport.parkNanos(this, PERIOD.toNanos());
                }
            }
        } catch (IOException broken) {
            failure = Optional.of(broken);
            LOG.warn("a recording cannot be written: {}", broken.toString());
        }
    }

    private void drain(ByteBuffer bytes) throws IOException {
        long at = taken;
        int count = (int) (put - at);
        if (count == 0) {
            return;
        }
        bytes.clear();
        for (int i = 0; i < count; i++) {
            bytes.putShort(ring[(int) (at + i) & SIZE - 1]);
        }
        file.append(bytes.flip());
        taken = at + count;
    }

    /** Asks for the rest to be written and the file to be closed; does not wait for it. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(writer);
    }

    /** Waits until the file is complete, after {@link #close}; not on the media loop. */
    public void join() throws InterruptedException {
        writer.join();
    }

    /** Why the file is not complete; empty while all is well. */
    public Optional<IOException> failure() {
        return failure;
    }
}
