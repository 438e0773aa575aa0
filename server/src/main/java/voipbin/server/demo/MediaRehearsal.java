package voipbin.server.demo;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import voipbin.base.Counters;
import voipbin.media.MediaConfig;
import voipbin.media.MediaEngine;
import voipbin.media.MediaSession;
import voipbin.media.Negotiation;
import voipbin.media.Opening;
import voipbin.media.Room;

/** Parties who talk to each other over a {@link BadNetwork}, in pairs, alone and in a room. */
final class MediaRehearsal implements AutoCloseable {

    private static final int PARTIES = 30;
    private static final int FRAMES = 500;
    private static final long FRAME_NANOS = 20_000_000;
    private static final int FIRST_PORT = 32_000;
    private static final int LAST_PORT = 32_999;
    private static final int SAMPLES = 160;

    private final InetAddress host = InetAddress.getLoopbackAddress();
    private final MediaEngine engine;
    private final List<MediaSession> sessions = new ArrayList<>();
    private final List<InetSocketAddress> ports = new ArrayList<>();
    private final DatagramSocket mouth;

    private MediaRehearsal() throws IOException {
        engine = MediaEngine.start(new MediaConfig(host, FIRST_PORT, LAST_PORT, 1), new Counters());
        mouth = new DatagramSocket(0, host);
    }

    /** Takes ten seconds. */
    static boolean take() throws IOException {
        try (MediaRehearsal rehearsal = new MediaRehearsal()) {
            rehearsal.run();
            return true;
        }
    }

    /** A third are bridged in pairs, a third hear themselves, a third are in a room. */
    private void run() throws IOException {
        Room room = engine.room();
        for (int i = 0; i < PARTIES; i++) {
            MediaSession session = open();
            sessions.add(session);
            switch (i % 3) {
                case 0 -> {
                    if (i % 6 == 3) {
                        session.bridge(sessions.get(i - 3));
                    }
                }
                case 1 -> session.echo();
                default -> room.join(session);
            }
        }
        long begin = System.nanoTime();
        for (int frame = 2; frame <= FRAMES; frame++) {
            for (int party = 0; party < PARTIES; party++) {
                int who = party;
                BadNetwork.pass(who, frame, number -> send(who, (int) number));
            }
            LockSupport.parkNanos(begin + frame * FRAME_NANOS - System.nanoTime());
        }
        room.close();
    }

    private MediaSession open() throws IOException {
        if (!(engine.open(host) instanceof Opening.Opened(MediaSession session))) {
            throw new DemoFailure("no port is left for a rehearsal");
        }
        byte[] offer = Sdp.pcmu(new InetSocketAddress(host, mouth.getLocalPort()));
        if (!(session.answer(offer) instanceof Negotiation.Agreed agreed)) {
            throw new DemoFailure("a rehearsal's offer is refused");
        }
        ports.add(new InetSocketAddress(host, Sdp.port(agreed.sdp())));
        return session;
    }

    private void send(int party, int frame) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(12 + SAMPLES);
        packet.put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) frame)
                .putInt(frame * SAMPLES)
                .putInt(party + 1);
        while (packet.hasRemaining()) {
            packet.put((byte) (0x80 | packet.position() & 0x0F));
        }
        mouth.send(new DatagramPacket(packet.array(), packet.capacity(), ports.get(party)));
    }

    @Override
    public void close() {
        sessions.forEach(MediaSession::close);
        engine.close();
        mouth.close();
    }
}
