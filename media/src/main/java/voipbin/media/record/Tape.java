package voipbin.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import voipbin.media.Source;
import voipbin.media.audio.WavFile;

/**
 * One file in the making: a ring between the media loop, which puts, and the deck's thread, which writes. It has room
 * for half a second; when the disk stands still for longer, one of two seconds follows it. What finds no room even
 * there becomes as much silence, so that time stays right.
 */
final class Tape {

    /** The deck comes by every 250 ms. */
    static final int USUAL = 25;

    static final int MOST = 100;

    /** Frames between one thread that puts and one that takes. */
    private static final class Ring {

        final short[] pcm;
        final int frames;
        /** Frames ever put; written by the loop only. */
        volatile long put;
        /** Frames ever written; written by the deck only. */
        volatile long taken;
        /** Where the loop goes on; nothing is put here any more. */
        volatile @Nullable Ring next;

        Ring(int frames, int samples) {
            this.frames = frames;
            pcm = new short[frames * samples];
        }

        boolean isFull() {
            return put - taken == frames;
        }
    }

    private final WavFile file;
    private final int samples;
    /** The loop's. */
    private Ring putting;
    /** The deck's. */
    private Ring taking;
    /** Frames that found no room; the loop's own. */
    private long owed;

    Tape(WavFile file, int channels) {
        this.file = file;
        samples = channels * Source.FRAME;
        putting = new Ring(USUAL, samples);
        taking = putting;
    }

    /** The place of the next frame in {@link #ring}; -1 when there is none, and the frame is owed. */
    int place() {
        payBack();
        if (putting.isFull() && putting.frames < MOST) {
            Ring larger = new Ring(MOST, samples);
            putting.next = larger;
            putting = larger;
        }
        if (putting.isFull()) {
            owed++;
            return -1;
        }
        return at(putting, putting.put);
    }

    private int at(Ring ring, long frame) {
        return (int) (frame % ring.frames) * samples;
    }

    private void payBack() {
        while (owed > 0 && !putting.isFull()) {
            int from = at(putting, putting.put);
            Arrays.fill(putting.pcm, from, from + samples, (short) 0);
            put();
            owed--;
        }
    }

    /** Where {@link #place} is, from one call of it to the next. */
    short[] ring() {
        return putting.pcm;
    }

    /** The frame at {@link #place} is complete. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void put() {
        putting.put++;
    }

    /** Writes what there is; on the deck's thread. */
    void drain(ByteBuffer bytes) throws IOException {
        // Read before what was put is, since nothing is put any more once there is a next.
        for (Ring next = taking.next; next != null; next = taking.next) {
            drain(taking, bytes);
            taking = next;
        }
        drain(taking, bytes);
    }

    private void drain(Ring from, ByteBuffer bytes) throws IOException {
        long at = from.taken;
        long until = from.put;
        if (at == until) {
            return;
        }
        ShortBuffer all = bytes.clear().asShortBuffer();
        for (; at < until; at++) {
            all.put(from.pcm, at(from, at), samples);
        }
        file.append(bytes.limit(all.position() * Short.BYTES));
        from.taken = until;
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
