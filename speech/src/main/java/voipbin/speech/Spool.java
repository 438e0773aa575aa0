package voipbin.speech;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;

/**
 * Sound on its way into the cache: written at the end by one, read from the start by others. The file is that of
 * {@link SoundFile}, whose header is filled in when all is there.
 */
final class Spool implements AutoCloseable {

    private final int rate;
    private final RandomAccessFile out;
    private final CRC32C checksum = new CRC32C();
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private Path file;
    private boolean finished;
    private int samples;

    Spool(Path file, int rate) throws IOException {
        this.file = file;
        this.rate = rate;
        this.out = new RandomAccessFile(file.toFile(), "rw");
        this.out.write(new byte[SoundFile.HEADER]);
    }

    int rate() {
        return rate;
    }

    void append(short[] pcm, int count) throws IOException {
        if (bytes.capacity() < count * 2) {
            bytes = ByteBuffer.allocate(count * 2).order(ByteOrder.LITTLE_ENDIAN);
        }
        bytes.clear().asShortBuffer().put(pcm, 0, count);
        out.write(bytes.array(), 0, count * 2);
        checksum.update(bytes.array(), 0, count * 2);
        samples += count;
    }

    /** Another view of the same file, standing at the first sample. */
    // the file may be renamed at the same time, and must not be missed between its two names
    synchronized RandomAccessFile open() throws IOException {
        RandomAccessFile in = new RandomAccessFile(file.toFile(), "r");
        in.seek(SoundFile.HEADER);
        return in;
    }

    /** Makes it a whole sound file of this name, in one step. */
    synchronized void finish(Path kept) throws IOException {
        out.seek(0);
        out.write(SoundFile.header(rate, samples, (int) checksum.getValue()));
        Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        file = kept;
        finished = true;
    }

    /** Forgets the file, unless it was finished. */
    synchronized void discard() {
        if (!finished) {
            file.toFile().delete();
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException lost) {
            // whether all has been written shows the checksum when it is read
        }
    }
}
