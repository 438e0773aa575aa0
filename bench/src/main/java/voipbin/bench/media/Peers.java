package voipbin.bench.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import voipbin.media.codec.Codec;
import voipbin.media.codec.Encoder;
import voipbin.media.codec.OpusOptions;
import voipbin.server.demo.BadNetwork;

/**
 * The other ends of all legs: each sends a packet every 20 ms and notes when those for it come. They share a few
 * sockets, which is cheaper than one each, and are told apart by the SSRC of what comes. One thread.
 */
final class Peers implements AutoCloseable {

    private static final int SOCKETS = 16;
    private static final int RECEIVE_BUFFER = 4 << 20;
    private static final long FRAME_NANOS = 20_000_000;
    private static final long NAP_NANOS = 200_000;

    /** What is noted so late looks late whoever sent it. */
    private static final long PROMPT = 2_500_000;

    private static final double CATCH_UP = 0.3;

    private static final int HEADER = 12;
    private static final int MOST_NOTES = 6_000_000;

    private final List<DatagramChannel> sockets = new ArrayList<>();
    private final List<InetSocketAddress> targets = new ArrayList<>();
    private final List<byte[][]> speech = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals(MOST_NOTES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(2048);
    private final ByteBuffer in = ByteBuffer.allocateDirect(2048);
    private final byte[][] pcmu = encoded(Codec.PCMU);
    private final byte[][] opus;
    /** The number of the next packet of each. */
    private long frames = 2;

    private long away;

    Peers(boolean withOpus) throws IOException {
        opus = withOpus ? encoded(Codec.OPUS) : pcmu;
        for (int i = 0; i < SOCKETS; i++) {
            DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
            socket.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .configureBlocking(false);
            sockets.add(socket);
        }
    }

    /** Half a second of a tone. */
    private static byte[][] encoded(Codec codec) {
        Encoder encoder = codec.encoder(OpusOptions.NONE);
        int samples = encoder.rate() / 50;
        byte[][] packets = new byte[25][];
        byte[] payload = new byte[Codec.MAX_PAYLOAD];
        short[] pcm = new short[samples];
        for (int i = 0; i < packets.length; i++) {
            for (int j = 0; j < samples; j++) {
                pcm[j] = (short) (6000 * Math.sin(2 * Math.PI * 400 * (i * samples + j) / encoder.rate()));
            }
            packets[i] = Arrays.copyOf(payload, encoder.encode(pcm, payload));
        }
        return packets;
    }

    /** The ports of the sockets; the leg with the number n has its peer at the n-th, over and over. */
    String ports() throws IOException {
        List<String> ports = new ArrayList<>();
        for (DatagramChannel socket : sockets) {
            ports.add(Integer.toString(((InetSocketAddress) socket.getLocalAddress()).getPort()));
        }
        return ports.stream().collect(Collectors.joining(" "));
    }

    /** The next leg is there. */
    void add(int port, boolean speaksOpus) {
        targets.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        speech.add(speaksOpus ? opus : pcmu);
    }

    /** Hears of each packet of sound that comes. */
    @FunctionalInterface
    interface Notes {

        /** @param stream its SSRC */
        void note(int stream, short sequence, long now);
    }

    /** Talks for so long over a {@link BadNetwork}. */
    void mumble(double seconds) throws IOException {
        arrivals.begin(false);
        talk(seconds, true, arrivals::note);
    }

    /** Talks for so long; what came is noted when {@code noting}. */
    Arrivals talk(double seconds, boolean noting) throws IOException {
        // What has piled up since the last talk came in time, and only looks late.
        pass(noting ? CATCH_UP : 0, false);
        return pass(seconds, noting);
    }

    private Arrivals pass(double seconds, boolean noting) throws IOException {
        arrivals.begin(noting);
        talk(seconds, arrivals::note);
        return arrivals;
    }

    /** Talks for so long. */
    void talk(double seconds, Notes notes) throws IOException {
        talk(seconds, false, notes);
    }

    private void talk(double seconds, boolean badly, Notes notes) throws IOException {
        int legs = targets.size();
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        long sent = 0;
        away = 0;
        long before = begin;
        for (long now = begin; now < end; now = System.nanoTime()) {
            away += now - before > PROMPT ? now - before : 0;
            before = now;
            long due = (now - begin) * legs / FRAME_NANOS;
            while (sent < due) {
                int leg = (int) (sent % legs);
                long number = frames + sent / legs;
                if (badly) {
                    BadNetwork.pass(leg, number, one -> send(leg, one));
                } else {
                    send(leg, number);
                }
                sent++;
            }
            for (DatagramChannel socket : sockets) {
                drain(socket, notes);
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
        // who has not said the last frame seems to have lost it
        frames += Math.ceilDiv(sent, legs);
    }

    /** Of the nanoseconds of the last talk, those in which we did not look for longer than packets may be late. */
    long away() {
        return away;
    }

    private void send(int leg, long number) throws IOException {
        byte[][] packets = speech.get(leg);
        byte[] payload = packets[(int) (number % packets.length)];
        boolean isOpus = packets != pcmu;
        out.clear().put((byte) 0x80).put((byte) (isOpus ? 111 : 0)).putShort((short) number);
        out.putInt((int) (number * (isOpus ? 960 : 160)))
                .putInt(leg + 1)
                .put(payload)
                .flip();
        sockets.get(leg % SOCKETS).send(out, targets.get(leg));
    }

    private void drain(DatagramChannel socket, Notes notes) throws IOException {
        while (socket.receive(in.clear()) != null) {
            int type = in.get(1) & 0x7F;
            if (in.position() > HEADER && (type < 64 || type > 95)) {
                notes.note(in.getInt(8), in.getShort(2), System.nanoTime());
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel socket : sockets) {
            socket.close();
        }
    }
}
