package voipbin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import voipbin.media.rtp.ReceiverStatistics;
import voipbin.media.rtp.RtpPacket;

/**
 * One UDP port that hears all phones, and tells their streams apart by SSRC. Each packet is sent back, for a phone
 * sends as much as it hears. While it takes notes it keeps, for each packet, by how much its distance from the one
 * before differs from that of their timestamps (the D of RFC 3550 §6.4.1).
 */
final class Ear implements AutoCloseable {

    private static final int BUFFER = 1 << 20;
    private static final int DATAGRAM = 2048;
    private static final int SSRC = 8;
    private static final long NANOS_PER_UNIT = 125_000;

    /**
     * What was heard.
     *
     * @param deviations nanoseconds, one a packet that was noted
     * @param lost packets of all streams, from their beginning on
     */
    record Heard(Percentiles deviations, long lost) {}

    private static final class Stream {
        final ReceiverStatistics statistics = new ReceiverStatistics();
        long arrival;
        int timestamp;
    }

    private final DatagramChannel channel;
    private final Thread thread;

    // all below belongs to the thread, and to others once it has ended
    private final RtpPacket packet = new RtpPacket();
    private final Map<Integer, Stream> streams = new HashMap<>();
    private long[] deviations = new long[1 << 17];
    private int noted;

    private volatile boolean notes;

    private Ear(DatagramChannel channel) {
        this.channel = channel;
        thread = Thread.ofPlatform().name("ear").daemon().unstarted(this::run);
    }

    static Ear open() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Ear ear = new Ear(channel);
        ear.thread.start();
        return ear;
    }

    int port() {
        try {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Whether to take notes from now on. */
    void takeNotes(boolean whether) {
        notes = whether;
    }

    /** Closes, and tells. */
    Heard heard() throws InterruptedException {
        close();
        thread.join();
        long lost = streams.values().stream()
                .mapToLong(stream -> stream.statistics.lost())
                .sum();
        return new Heard(new Percentiles(Arrays.copyOf(deviations, noted)), lost);
    }

    private void run() {
        ByteBuffer in = ByteBuffer.allocateDirect(DATAGRAM);
        try {
            while (true) {
                SocketAddress source = channel.receive(in.clear());
                hear(in.flip(), System.nanoTime());
                in.putInt(SSRC, ~in.getInt(SSRC));
                channel.send(in, source);
            }
        } catch (ClosedChannelException closed) {
            // that is how it ends
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void hear(ByteBuffer datagram, long now) {
        if (RtpPacket.isRtcp(datagram) || !packet.wrap(datagram)) {
            return;
        }
        Stream stream = streams.computeIfAbsent(packet.ssrc(), _ -> new Stream());
        if (notes && stream.statistics.begun()) {
            long distance = (packet.timestamp() - stream.timestamp) * NANOS_PER_UNIT;
            note(Math.abs(now - stream.arrival - distance));
        }
        stream.statistics.received(packet, now);
        stream.arrival = now;
        stream.timestamp = packet.timestamp();
    }

    private void note(long deviation) {
        if (noted == deviations.length) {
            deviations = Arrays.copyOf(deviations, noted * 2);
        }
        deviations[noted++] = deviation;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
