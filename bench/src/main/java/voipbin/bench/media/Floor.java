package voipbin.bench.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import voipbin.bench.Percentiles;

/**
 * What the kernel alone takes, at this moment, for a packet of 20 ms to a socket that nobody waits at, and from one
 * that has it: nobody can have more calls on a core than that allows.
 */
final class Floor {

    private static final int ROUNDS = 2000;
    private static final int BATCH = 50;
    private static final int BYTES = 172;

    private Floor() {}

    /** Nanoseconds to send and to receive, in the median. */
    static long[] measure() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramChannel from =
                        DatagramChannel.open(StandardProtocolFamily.INET).bind(any);
                DatagramChannel to =
                        DatagramChannel.open(StandardProtocolFamily.INET).bind(any)) {
            ByteBuffer packet = ByteBuffer.allocateDirect(2048);
            InetSocketAddress target = (InetSocketAddress) to.getLocalAddress();
            long[] sending = new long[ROUNDS];
            long[] receiving = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                for (int i = 0; i < BATCH; i++) {
                    from.send(packet.clear().limit(BYTES), target);
                }
                long sent = System.nanoTime();
                for (int i = 0; i < BATCH; i++) {
                    to.receive(packet.clear());
                }
                sending[round] = (sent - begin) / BATCH;
                receiving[round] = (System.nanoTime() - sent) / BATCH;
            }
            return new long[] {new Percentiles(sending).at(50), new Percentiles(receiving).at(50)};
        }
    }
}
