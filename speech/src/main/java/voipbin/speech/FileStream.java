package voipbin.speech;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BooleanSupplier;

/** Sound read from a file that may still be growing. */
// RandomAccessFile and not FileChannel, which an interrupt of its reader would close
final class FileStream implements PcmStream {

    /** How far the file has grown. */
    interface Growth {

        /**
         * Waits until there are more samples than this, or no more will come, or the reader has given up.
         *
         * @return how many there are
         * @throws IOException when the rest will never come
         */
        long beyond(long samples, BooleanSupplier givenUp) throws InterruptedException, IOException;

        /** This reader wants no more. */
        void left();
    }

    private final RandomAccessFile file;
    private final int rate;
    private final Growth growth;
    private final ByteBuffer bytes = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
    private long position;
    private volatile boolean closed;

    FileStream(RandomAccessFile file, int rate, Growth growth) {
        this.file = file;
        this.rate = rate;
        this.growth = growth;
    }

    /** Waits for the first sample, or for the end of sound that has none. */
    void awaitFirst() throws InterruptedException, IOException {
        growth.beyond(0, () -> closed);
    }

    @Override
    public int read(short[] pcm) throws InterruptedException, IOException {
        long there = closed ? position : growth.beyond(position, () -> closed);
        int count = (int) Math.min(Math.min(pcm.length, bytes.capacity() / 2), there - position);
        if (closed || count <= 0) {
            return -1;
        }
        try {
            file.readFully(bytes.array(), 0, count * 2);
        } catch (IOException gone) {
            if (closed) {
                return -1;
            }
            throw gone;
        }
        bytes.asShortBuffer().get(0, pcm, 0, count);
        position += count;
        return count;
    }

    @Override
    public int rate() {
        return rate;
    }

    // twice closed must be left once
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            growth.left();
            try {
                file.close();
            } catch (IOException unread) {
                // it was only read
            }
        }
    }
}
