package voipbin.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for sound that no other process of these tests has: they run in several. */
final class TestPorts {

    private static final int PROCESSES = 3;
    private static final int FIRST_CLAIM = 20_900;
    private static final int FIRST = 21_000;
    private static final int EACH = 1000;
    private static final int RANGES = 3;

    /** As long as this process has it, the ranges are its own. */
    private static final ServerSocket CLAIM = claim();

    private TestPorts() {}

    /** The first of the range of servers in this process. */
    static int server() {
        return range(0);
    }

    /** Of the phones that call them. */
    static int caller() {
        return range(1);
    }

    /** Of nobody. */
    static int free() {
        return range(2);
    }

    /** The last of a range. */
    static int lastOf(int first) {
        return first + EACH - 1;
    }

    private static int range(int number) {
        return FIRST + ((CLAIM.getLocalPort() - FIRST_CLAIM) * RANGES + number) * EACH;
    }

    private static ServerSocket claim() {
        for (int process = 0; process < PROCESSES; process++) {
            try {
                return new ServerSocket(FIRST_CLAIM + process, 1, InetAddress.getLoopbackAddress());
            } catch (IOException taken) {
                // another process has these
            }
        }
        throw new AssertionError("no ports are left for another process of tests");
    }
}
