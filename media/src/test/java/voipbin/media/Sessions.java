package voipbin.media;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import voipbin.base.Counters;

/** Engines and sessions on loopback for tests. */
final class Sessions {

    private static final int FIRST = 10_000;
    private static final int LAST = 32_000;

    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() % 500) * 40);

    private Sessions() {}

    static MediaEngine engine(int pairs, Counters counters) throws IOException {
        return engine(pairs, 1, counters);
    }

    static MediaEngine engine(int pairs, int loops, Counters counters) throws IOException {
        int first = freePorts(2 * pairs);
        return MediaEngine.start(new MediaConfig(RawPhone.LOOPBACK, first, first + 2 * pairs - 1, loops), counters);
    }

    /**
     * An even port that begins a range of free ones, out of those that the system does not hand out by itself. Tests
     * run beside each other, in this process and in others: each engine begins to look where the last one ended.
     */
    private static int freePorts(int count) {
        for (int tries = 0; tries < (LAST - FIRST) / count; tries++) {
            int port = FIRST + Math.floorMod(NEXT.getAndAdd(count), LAST - FIRST - count) / 2 * 2;
            if (IntStream.range(port, port + count).allMatch(Sessions::isFree)) {
                return port;
            }
        }
        throw new AssertionError("no free ports");
    }

    private static boolean isFree(int port) {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(RawPhone.LOOPBACK, port))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    static MediaSession open(MediaEngine engine) {
        if (engine.open(RawPhone.LOOPBACK) instanceof Opening.Opened(MediaSession session)) {
            return session;
        }
        throw new AssertionError("no port left");
    }

    /** Two sessions that talk to each other; the first one offers. */
    static void connect(MediaSession offerer, MediaSession answerer) {
        offerer.accept(agreed(answerer.answer(offerer.offer())).sdp());
    }

    static Negotiation.Agreed agreed(Negotiation negotiation) {
        if (negotiation instanceof Negotiation.Agreed agreed) {
            return agreed;
        }
        throw new AssertionError(negotiation.toString());
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not happen within ten seconds");
        }
    }
}
