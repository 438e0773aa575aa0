package voipbin.speech;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The form of a file in the cache: four big-endian ints (a magic number, the rate, the count of samples, the CRC-32C of
 * their bytes), then the samples, little-endian.
 */
final class SoundFile {

    static final int HEADER = 16;
    private static final int MAGIC = 0x56425031;

    private SoundFile() {}

    static byte[] header(int rate, int samples, int checksum) {
        return ByteBuffer.allocate(HEADER)
                .putInt(MAGIC)
                .putInt(rate)
                .putInt(samples)
                .putInt(checksum)
                .array();
    }

    /**
     * Reads all of it once; afterwards the file stands at the first sample.
     *
     * @return whether it is whole, and of this rate
     */
    static boolean isWhole(RandomAccessFile file, int rate) throws IOException {
        if (file.length() < HEADER) {
            return false;
        }
        byte[] bytes = new byte[HEADER];
        file.readFully(bytes);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        boolean fits =
                header.getInt() == MAGIC && header.getInt() == rate && file.length() == HEADER + 2L * header.getInt();
        if (!fits) {
            return false;
        }
        boolean whole = checksum(file) == header.getInt();
        file.seek(HEADER);
        return whole;
    }

    private static int checksum(RandomAccessFile file) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] bytes = new byte[64 * 1024];
        for (int got = file.read(bytes); got > 0; got = file.read(bytes)) {
            checksum.update(bytes, 0, got);
        }
        return (int) checksum.getValue();
    }
}
