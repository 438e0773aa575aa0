package voipbin.media;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;
import voipbin.media.dtls.DtlsIdentity;
import voipbin.media.sdp.LocalMedia;
import voipbin.media.sdp.LocalSecurity;
import voipbin.media.sdp.OfferAnswer;
import voipbin.media.udp.UdpNetwork;

/** The media loops and the ports that all sessions share. Safe for all threads. */
public final class MediaEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MediaEngine.class);

    /** As many at once as anybody can tell apart. */
    private static final int HEARD_AT_ONCE = 8;

    private final Sockets sockets;
    private final PortRange ports;
    private final RandomGenerator random;
    private final MediaCounters counters;
    private final List<MediaLoop> loops = new ArrayList<>();
    private final PrecedenceGuard guard;
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger rooms = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private @Nullable DtlsIdentity identity;
    private volatile boolean closed;

    /** @param random safe for all threads */
    MediaEngine(MediaConfig config, MediaTime time, RandomGenerator random, Counters counters, Descriptors descriptors)
            throws IOException {
        UdpNetwork network = UdpNetwork.best();
        sockets = new Sockets(network, config.bind(), descriptors);
        ports = new PortRange(config.firstPort(), config.lastPort());
        this.random = random;
        this.counters = new MediaCounters(counters);
        counters.gauge("media.sessions", this::sessions);
        counters.gauge("media.rooms", this::rooms);
        // An address that is not this machine's is better told now than as "no port left" at the first call.
        sockets.close(sockets.open(0));
        for (int i = 0; i < config.threads(); i++) {
            loops.add(new MediaLoop(
                    "media-" + i,
                    network.poller(),
                    config.realTime() ? Scheduling.Rank.MEDIA : Scheduling.Rank.NONE,
                    new LoopParts(new Workbench(), time, this.counters)));
        }
        guard = new PrecedenceGuard(loops);
        loops.forEach(MediaLoop::start);
        if (config.realTime()) {
            guard.start();
        }
    }

    /**
     * Starts the loops.
     *
     * @param counters gets {@code media.*}
     * @throws IOException when the address is not this machine's, or the system refuses a selector
     */
    public static MediaEngine start(MediaConfig config, Counters counters) throws IOException {
        return new MediaEngine(config, MediaTime.system(), new SecureRandom(), counters, Descriptors.ofProcess());
    }

    /**
     * Reserves a pair of ports and opens a session on them.
     *
     * @param advertised the address that the session's SDP names, which is not the bound one behind a NAT
     */
    public Opening open(InetAddress advertised) {
        for (int tries = ports.pairs(); tries > 0 && !closed; tries--) {
            OptionalInt port = ports.take();
            if (port.isEmpty()) {
                break;
            }
            try {
                return new Opening.Opened(session(LegPorts.open(sockets, port.getAsInt()), advertised));
            } catch (BindException taken) {
                counters.portsTaken.increment();
                ports.release(port.getAsInt());
            } catch (IOException exhausted) {
                LOG.warn("no socket for a session: {}", exhausted.getMessage());
                ports.release(port.getAsInt());
                break;
            }
        }
        counters.refused.increment();
        return new Opening.NoPortLeft();
    }

    private MediaLoop nextLoop() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    private MediaSession session(LegPorts pair, InetAddress advertised) {
        MediaLoop loop = nextLoop();
        sessions.incrementAndGet();
        Leg leg = new Leg(pair, loop, random, this::identity, () -> released(pair.number()));
        loop.post(() -> loop.adopt(leg));
        long id = random.nextLong() >>> 1;
        LocalSecurity security = new LocalSecurity(random, () -> identity().fingerprint());
        return new MediaSession(loop, leg, new OfferAnswer(new LocalMedia(advertised, pair.number()), id, security));
    }

    /** One certificate for all sessions, made when the first needs it: a start should not wait for it. */
    private DtlsIdentity identity() {
        // A lock, since whoever negotiates may be the first; two certificates would not match their fingerprints.
        synchronized (sessions) {
            DtlsIdentity made = identity == null ? new DtlsIdentity(new SecureRandom(), Instant.now()) : identity;
            identity = made;
            return made;
        }
    }

    private void released(int port) {
        ports.release(port);
        sessions.decrementAndGet();
    }

    /** A room in which up to eight are heard at once. */
    public Room room() {
        return room(HEARD_AT_ONCE);
    }

    /**
     * A room for parties who hear each other.
     *
     * @param most how many are heard at once: those who spoke first, unless another is much louder
     */
    public Room room(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("nobody would be heard");
        }
        rooms.incrementAndGet();
        return new Room(nextLoop(), most, rooms::decrementAndGet);
    }

    /** How many rooms are open. */
    public int rooms() {
        return rooms.get();
    }

    /** How many sessions are open. */
    public int sessions() {
        return sessions.get();
    }

    /** Closes all sessions and ends the loops. */
    @Override
    public void close() {
        closed = true;
        loops.forEach(MediaLoop::close);
        guard.close();
    }
}
