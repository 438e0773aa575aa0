package voipbin.e2e.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Free ports below the range that the system gives to outgoing sockets (from 32768), so that they stay free. */
public final class Ports {
    /** Ports given out, of the whole run: who gets one binds it later, when another test may be looking already. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** The first of {@code count} successive free ports, UDP and TCP, an even number. */
    public static int free(String host, int count) {
        for (var attempt = 0; attempt < 1_000; attempt++) {
            var first = 2 * ThreadLocalRandom.current().nextInt(5_000, 16_000 - count);
            if (taken(first, count) && allFree(host, first, count)) {
                return first;
            }
        }
        throw new AssertionError("no " + count + " successive free ports at " + host);
    }

    private static boolean taken(int first, int count) {
        return IntStream.range(first, first + count).allMatch(GIVEN::add);
    }

    private static boolean allFree(String host, int first, int count) {
        for (var port = first; port < first + count; port++) {
            if (!isFree(host, port)) {
                return false;
            }
        }
        return true;
    }

    /** Whether nobody listens there, over UDP or TCP. */
    public static boolean isFree(String host, int port) {
        try (var udp = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(host), port));
                var tcp = new ServerSocket()) {
            tcp.bind(new InetSocketAddress(host, port));
            return udp.isBound() && tcp.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a UDP socket is bound at that port, as the system's own table tells. */
    static boolean isBound(int port) {
        try {
            var wanted = ":%04X ".formatted(port);
            return Files.readAllLines(Path.of("/proc/net/udp")).stream()
                    .anyMatch(line ->
                            line.substring(0, Math.min(line.length(), 22)).contains(wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
