package voipbin.bench.media;

import java.io.IOException;
import java.nio.ByteBuffer;
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

    private static final int SOCKETS = 8;
    private static final int RECEIVE_BUFFER = 4 << 20;
    private static final long FRAME_NANOS = 20_000_000;
    private static final long NAP_NANOS = 500_000;

    /** Who sends so late sends many at once, which the server has to pass on one after another. */
    private static final long PROMPT = 2_500_000;

    private static final double CATCH_UP = 0.3;

    private static final int HEADER = 12;

    /** What a payload of ours begins with, and when it was sent: a click in its tone. */
    private static final int MARK = 0x5A3C_C3A5;

    private static final int MARK_LENGTH = Integer.BYTES + Long.BYTES;
    private static final int MOST_NOTES = 6_000_000;

    private final List<BatchSocket> sockets = new ArrayList<>();
    private final List<Integer> targets = new ArrayList<>();
    private final List<byte[][]> speech = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals(MOST_NOTES);
    private final byte[][] pcmu = encoded(Codec.PCMU);
    private final byte[][] opus;
    /** The number of the next packet of each. */
    private long frames = 2;

    private long away;
    private long longestAway;

    Peers(boolean withOpus) throws IOException {
        opus = withOpus ? encoded(Codec.OPUS) : pcmu;
        for (int i = 0; i < SOCKETS; i++) {
            sockets.add(new BatchSocket(RECEIVE_BUFFER));
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
    String ports() {
        return sockets.stream().map(socket -> Integer.toString(socket.port())).collect(Collectors.joining(" "));
    }

    /** The next leg is there. */
    void add(int port, boolean speaksOpus) {
        targets.add(port);
        speech.add(speaksOpus ? opus : pcmu);
    }

    /**
     * A packet of sound that came.
     *
     * @param stream its SSRC
     * @param sent when we sent what is in it; {@link #MADE} if it was not passed on but made by the server
     * @param came when the kernel had it
     */
    record Heard(int stream, short sequence, int timestamp, long sent, long came) {
        static final long MADE = Long.MIN_VALUE;
    }

    /** Hears of each packet of sound that comes. */
    @FunctionalInterface
    interface Notes {
        void note(Heard heard);
    }

    /**
     * Talks for so long over a {@link BadNetwork}. What comes is noted, for us to be compiled for that: while that goes
     * on nobody talks.
     */
    void mumble(double seconds) throws IOException {
        arrivals.begin(true);
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
        longestAway = 0;
        long before = begin;
        for (long now = begin; now < end; now = System.nanoTime()) {
            away += now - before > PROMPT ? now - before : 0;
            longestAway = Math.max(longestAway, now - before);
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
            for (BatchSocket socket : sockets) {
                socket.flush();
                socket.receive((packet, length, came) -> note(packet, length, came, notes));
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

    /** The most nanoseconds at a time in which we did not look. */
    long longestAway() {
        return longestAway;
    }

    private void send(int leg, long number) {
        byte[][] packets = speech.get(leg);
        byte[] payload = packets[(int) (number % packets.length)];
        boolean isOpus = packets != pcmu;
        BatchSocket socket = sockets.get(leg % SOCKETS);
        ByteBuffer packet = socket.packetTo(targets.get(leg))
                .put((byte) 0x80)
                .put((byte) (isOpus ? 111 : 0))
                .putShort((short) number)
                .putInt((int) (number * (isOpus ? 960 : 160)))
                .putInt(leg + 1)
                .put(payload);
        if (!isOpus) {
            packet.putInt(HEADER, MARK).putLong(HEADER + Integer.BYTES, System.nanoTime());
        }
        socket.queue();
    }

    private static void note(ByteBuffer packet, int length, long came, Notes notes) {
        int type = packet.get(1) & 0x7F;
        if (length > HEADER && (type < 64 || type > 95)) {
            boolean passed = length > HEADER + MARK_LENGTH && packet.getInt(HEADER) == MARK;
            notes.note(new Heard(
                    packet.getInt(8),
                    packet.getShort(2),
                    packet.getInt(4),
                    passed ? packet.getLong(HEADER + Integer.BYTES) : Heard.MADE,
                    came));
        }
    }

    @Override
    public void close() {
        for (BatchSocket socket : sockets) {
            socket.close();
        }
    }
}
