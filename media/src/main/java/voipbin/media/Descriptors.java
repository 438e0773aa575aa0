package voipbin.media;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many sockets media may open at once. Three quarters of what the system grants the process: the rest is for what
 * calls need besides, like the database and the requests that would end them. Safe for all threads.
 */
final class Descriptors {

    private final AtomicInteger left;

    Descriptors(int most) {
        left = new AtomicInteger(most);
    }

    /** Of this process. */
    static Descriptors ofProcess() {
        long granted = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
        return new Descriptors((int) Math.min(granted * 3 / 4, Integer.MAX_VALUE));
    }

    /** Whether another socket may be opened; who is told so gives it back. */
    boolean take() {
        if (left.decrementAndGet() >= 0) {
            return true;
        }
        left.incrementAndGet();
        return false;
    }

    void giveBack() {
        left.incrementAndGet();
    }
}
