package voipbin.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** What this machine's disk takes to keep something for good: no commit is quicker. */
final class Disk {

    private static final int ROUNDS = 200;

    /** About what one small transaction adds to a write-ahead log. */
    private static final int BYTES = 12 << 10;

    private static final long PAUSE_NANOS = 5_000_000;

    private Disk() {}

    /** Nanoseconds to write into a file that has its size already, and to have that on the disk. */
    static Percentiles floor(Path folder) throws IOException {
        Path file = folder.resolve("disk-floor");
        long[] nanos = new long[ROUNDS];
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            channel.write(ByteBuffer.allocate(ROUNDS * BYTES), 0);
            channel.force(true);
            for (int i = 0; i < ROUNDS; i++) {
                LockSupport.parkNanos(PAUSE_NANOS);
                ByteBuffer bytes = ByteBuffer.allocate(BYTES).put(0, (byte) i);
                long begin = System.nanoTime();
                channel.write(bytes, (long) i * BYTES);
                channel.force(false);
                nanos[i] = System.nanoTime() - begin;
            }
        }
        return new Percentiles(nanos);
    }
}
