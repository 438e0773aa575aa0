package voipbin.media;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.media.udp.Poller;
import voipbin.media.udp.UdpSocket;

/**
 * One platform thread that receives, and sends on the 20 ms clock, for many legs. All that a leg is belongs to its
 * loop's thread; others send messages.
 */
final class MediaLoop {

    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);

    /** With so many legs a packet comes every 100 µs. */
    private static final int CROWD = 200;

    private static final long GATHERING = 500_000;

    /** Who finds so many packets at once has let them wait long enough: more have come meanwhile. */
    private static final int HANDFUL = 16;

    /** So long a message may lie: to wake the loop for each of them costs more than most of them do. */
    private static final long PATIENCE = 2_000_000;

    private static final long AWAKE = Long.MIN_VALUE;

    /** One that goes before all else leaves something to the others, however much it has to do. */
    private static final long LONGEST_RUN = 10_000_000;

    private final Poller poller;
    private final Scheduling.Rank rank;
    private final LoopParts parts;
    private final TickWheel wheel;
    private final Mailbox mailbox = new Mailbox();
    private final Set<Leg> legs = new HashSet<>();
    private final Thread thread;
    /** The last time that a crowd was looked for packets. */
    private int found;

    /** When a waiting loop goes on by itself. */
    private volatile long wakes = AWAKE;

    private volatile boolean stopping;
    private volatile boolean ended;
    private volatile Optional<Scheduling> scheduling = Optional.empty();
    private final AtomicLong turns = new AtomicLong();
    /** When it last let others run. */
    private long rested;

    /** Of the turns, those that the guard has seen. */
    private long seen;

    /** @param poller belongs to the loop from now on */
    MediaLoop(String name, Poller poller, Scheduling.Rank rank, LoopParts parts) {
        this.poller = poller;
        this.rank = rank;
        this.parts = parts;
        wheel = new TickWheel(parts.time().now(), parts.counters().lateness);
        thread = Thread.ofPlatform()
                .name(name)
                .priority(Thread.MAX_PRIORITY)
                .daemon()
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    LoopParts parts() {
        return parts;
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Runs this on the loop, in the order of posting; where it is called once the loop has ended. */
    void post(Runnable message) {
        mailbox.add(message);
        if (ended) {
            deliver();
        } else if (!isCurrent() && sleepsLong(wakes)) {
            poller.wakeUp();
        }
    }

    private boolean sleepsLong(long until) {
        return until != AWAKE && until - parts.time().now() > PATIENCE;
    }

    /** Takes a leg in; a message. */
    void adopt(Leg leg) {
        if (ended) {
            leg.close();
            return;
        }
        legs.add(leg);
        try {
            register(leg.ports().rtp(), leg::received);
        } catch (IOException refused) {
            LOG.warn("a leg cannot be listened for", refused);
            leg.close();
        }
    }

    void register(UdpSocket socket, UdpSocket.Receiver receiver) throws IOException {
        poller.register(socket, receiver);
    }

    void startTicking(TickWheel.Ticking ticking) {
        wheel.add(ticking, parts.time().now());
    }

    void stopTicking(TickWheel.Ticking ticking) {
        wheel.remove(ticking);
    }

    /** A leg has closed. */
    void forget(Leg leg) {
        wheel.remove(leg);
        legs.remove(leg);
    }

    private void run() {
        Scheduling precedence = Scheduling.prompt(rank);
        scheduling = Optional.of(precedence);
        while (!stopping) {
            try {
                turns.lazySet(turns.getPlain() + 1);
                precedence.resume();
                if (precedence.isFirst()) {
                    rest();
                }
                await();
                deliver();
                int skipped = wheel.run(parts.time().nanos());
                if (skipped > 0) {
                    parts.counters().skippedTicks.add(skipped);
                }
            } catch (IOException | RuntimeException bug) {
                LOG.error("the media loop stumbled", bug);
            }
        }
        Set.copyOf(legs).forEach(Leg::close);
        ended = true;
        deliver();
        poller.close();
    }

    /** Lets others run for a moment if they have had to wait for long. */
    private void rest() {
        if (parts.time().now() - rested > LONGEST_RUN) {
            nap(GATHERING);
        }
    }

    private void nap(long nanos) {
        LockSupport.parkNanos(nanos);
        rested = parts.time().now();
    }

    /**
     * Makes it give way where it has not got on since the last look; by the guard only.
     *
     * @return whether anything has happened since
     */
    boolean look() {
        long now = turns.get();
        boolean moved = now != seen;
        seen = now;
        long until = wakes;
        boolean busy = until == AWAKE || until < parts.time().now();
        if (!moved && busy) {
            parts.counters().gaveWay.increment();
            scheduling.ifPresent(Scheduling::giveWay);
        }
        return moved || busy;
    }

    /** Receives what is there, and waits for more until the next tick is due or a message comes. */
    private void await() throws IOException {
        long now = parts.time().now();
        long left = wheel.isEmpty() ? Long.MAX_VALUE / 2 : wheel.nextDue() - now;
        wakes = now + left; // before the look into the mailbox: who posts after it sees this
        try {
            if (!mailbox.isEmpty() || left <= 0) {
                poller.poll(0);
            } else if (legs.size() >= CROWD) {
                collect(left);
            } else {
                poller.poll(wheel.isEmpty() ? -1 : (int) Math.ceilDiv(left, 1_000_000L));
                rested = parts.time().now();
            }
        } finally {
            wakes = AWAKE;
        }
    }

    /** Lets packets gather for a moment, since to be woken for each of them costs as much as to read it. */
    private void collect(long left) throws IOException {
        if (found < HANDFUL) {
            nap(Math.min(left, GATHERING));
        }
        found = poller.poll(0);
    }

    private void deliver() {
        mailbox.deliver(MediaLoop::handle);
    }

    private static void handle(Runnable message) {
        try {
            message.run();
        } catch (RuntimeException bug) {
            LOG.error("a message to the media loop failed", bug);
        }
    }

    /** Closes all legs and ends; waits for that unless called on the loop itself. */
    void close() {
        stopping = true;
        poller.wakeUp();
        boolean interrupted = false;
        while (!isCurrent() && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
