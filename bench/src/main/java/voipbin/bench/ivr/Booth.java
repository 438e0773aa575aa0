package voipbin.bench.ivr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.sip.CallOutcome;
import voipbin.sip.CallRequest;
import voipbin.sip.SipApplication;
import voipbin.sip.SipConfig;
import voipbin.sip.SipStack;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/** Where all callers are: one SIP stack, and one thread for the sound of all of them. */
public final class Booth implements AutoCloseable {

    private static final long FRAME = 20_000_000;

    /** So late that what was to be said is of no use any more. */
    private static final long HOPELESS = 500_000_000;

    private static final int DATAGRAM = 2048;

    private final InetSocketAddress server;
    private final SipStack stack;
    private final Thread thread;
    private final Queue<Caller> comers = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(DATAGRAM);
    private volatile boolean closed;
    private volatile int most;
    private volatile long latest;

    /** @param server where the product listens to SIP over UDP */
    public Booth(InetSocketAddress server) throws IOException {
        this(server, call -> call.refuse(480, "Temporarily Unavailable"));
    }

    /** @param called what becomes of calls to here */
    public Booth(InetSocketAddress server, SipApplication called) throws IOException {
        this.server = server;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        stack = SipStack.start(
                SipConfig.of(new InetSocketAddress(loopback, 0)),
                new Reach(loopback, Optional.empty()),
                new Counters(),
                called);
        thread = Thread.ofPlatform().name("booth").daemon().start(this::run);
    }

    /** Calls a number; the caller does the rest. */
    public Caller call(String number, Caller.Seat seat) throws IOException {
        Caller caller = new Caller(seat);
        SipUri from = SipUri.of("caller" + seat.number(), stack.address());
        caller.begun(
                stack.call(CallRequest.of(SipUri.of(number, server), NameAddress.of(from), caller.offer()), caller));
        comers.add(caller);
        return caller;
    }

    /** Where it can be called. */
    public InetSocketAddress address() {
        return stack.address();
    }

    /** How many have talked at the same time at most. */
    int most() {
        return most;
    }

    /** By how much a packet was sent too late at most, in nanoseconds. */
    long latest() {
        return latest;
    }

    /** Reads once in 20 ms what has come meanwhile: who only compares sound has no use for when it came. */
    private void run() {
        List<Caller> callers = new ArrayList<>();
        try {
            long due = System.nanoTime();
            while (!closed) {
                for (Caller comer = comers.poll(); comer != null; comer = comers.poll()) {
                    callers.add(comer);
                }
                long now = System.nanoTime();
                latest = Math.max(latest, now - due);
                tick(callers, now);
                due = now - due > HOPELESS ? now : due + FRAME;
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            }
            for (Caller caller : callers) {
                caller.channel().close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void tick(List<Caller> callers, long now) throws IOException {
        int talking = 0;
        List<Caller> gone = new ArrayList<>();
        for (Caller caller : callers) {
            boolean over = caller.ended().isPresent();
            caller.drain(buffer, now);
            if (over) {
                caller.channel().close();
                gone.add(caller);
            } else {
                caller.tick(buffer, now);
                talking += caller.isTalking() ? 1 : 0;
            }
        }
        callers.removeAll(gone);
        most = Math.max(most, talking);
    }

    /** How it ended, if it has. */
    public static boolean isHungUpByServer(Caller caller) {
        return caller.ended()
                .filter(how -> how instanceof CallOutcome.HungUp(var by) && by == CallOutcome.By.REMOTE)
                .isPresent();
    }

    /** No caller is to be let go of before this. */
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
        }
        stack.close();
    }
}
