package voipbin.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import voipbin.media.Source;
import voipbin.media.audio.WavFile;

/**
 * One file in the making: a ring of two seconds between the media loop, which puts, and the deck's thread, which
 * writes. What finds no room because the disk stands still becomes as much silence, so that time stays right.
 */
final class Tape {

    static final int FRAMES = 100;

    private final WavFile file;
    private final int samples;
    private final short[] ring;
    /** Frames ever put; written by the loop only. */
    private volatile long put;
    /** Frames ever written; written by the deck only. */
    private volatile long taken;
    /** Frames that found no room; the loop's own. */
    private long owed;

    Tape(WavFile file, int channels) {
        this.file = file;
        samples = channels * Source.FRAME;
        ring = new short[FRAMES * samples];
    }

    /** The place of the next frame; -1 when there is none, and the frame is owed. */
    int place() {
        payBack();
        if (put - taken == FRAMES) {
            owed++;
            return -1;
        }
        return (int) (put % FRAMES) * samples;
    }

    private void payBack() {
        while (owed > 0 && put - taken < FRAMES) {
            int from = (int) (put % FRAMES) * samples;
            Arrays.fill(ring, from, from + samples, (short) 0);
            put();
            owed--;
        }
    }

    short[] ring() {
        return ring;
    }

    /** The frame at {@link #place} is complete. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void put() {
        put++;
    }

    /** Writes what there is; on the deck's thread. */
    void drain(ByteBuffer bytes) throws IOException {
        long at = taken;
        long until = put;
        if (at == until) {
            return;
        }
        bytes.clear();
        for (; at < until; at++) {
            int from = (int) (at % FRAMES) * samples;
            for (int i = 0; i < samples; i++) {
                bytes.putShort(ring[from + i]);
            }
        }
        file.append(bytes.flip());
        taken = until;
    }

    /** Writes what is owed too, once the loop puts no more. */
    void finish(ByteBuffer bytes) throws IOException {
        try (file) {
            drain(bytes);
            while (owed > 0) {
                payBack();
                drain(bytes);
            }
        }
    }

    void discard() {
        try {
            file.close();
        } catch (IOException broken) {
            // nothing is expected of it any more
            return;
        }
    }
}
