package voipbin.platform.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import voipbin.base.Counters;
import voipbin.base.Problem;
import voipbin.base.Reach;
import voipbin.media.MediaEngine;
import voipbin.media.MediaSession;
import voipbin.media.Opening;
import voipbin.platform.address.Address;
import voipbin.platform.call.Attempt;
import voipbin.platform.call.CallSound;
import voipbin.sip.IncomingCall;
import voipbin.sip.IncomingRequest;
import voipbin.sip.SipApplication;
import voipbin.sip.SipConfig;
import voipbin.sip.SipStack;
import voipbin.sip.message.SipUri;

/**
 * The callees behind {@code +899000…}: a user agent in this process, at a loopback port, that calls reach by SIP and
 * RTP as they reach any phone. It is switched on by the first call to it.
 */
public final class SimulatedCallees implements SipApplication, AutoCloseable {

    private final InetAddress here = InetAddress.getLoopbackAddress();
    private final MediaEngine engine;
    private final CallSound sound;
    private @Nullable SipStack stack;

    public SimulatedCallees(MediaEngine engine, CallSound sound) {
        this.engine = engine;
        this.sound = sound;
    }

    /** How to reach such a number; empty for all others. */
    public Optional<Attempt> way(Address destination) {
        return Address.isSimulated(destination.target())
                ? Optional.of(attempt(destination.target()))
                : Optional.empty();
    }

    private Attempt attempt(String number) {
        InetSocketAddress address = on().address();
        return Attempt.of(SipUri.of(number, address), Optional.of(address));
    }

    /** Locked, so that two who call first at once do not switch on two. */
    private synchronized SipStack on() {
        if (stack == null) {
            stack = start();
        }
        return stack;
    }

    private SipStack start() {
        SipConfig config = SipConfig.of(new InetSocketAddress(here, 0)).withUserAgent("voipbin-simulated-callee");
        try {
            return SipStack.start(config, new Reach(here, Optional.empty()), new Counters(), this);
        } catch (IOException refused) {
            throw new Problem(
                    Problem.Status.UNAVAILABLE,
                    "SERVICE_UNAVAILABLE",
                    "Simulated callees cannot be reached: " + refused.getMessage());
        }
    }

    @Override
    public void onInvite(IncomingCall call) {
        Optional<Behaviour> behaviour = Behaviour.of(dialled(call));
        if (behaviour.isEmpty()) {
            call.refuse(404, "Not Found");
            return;
        }
        switch (engine.open(here)) {
            case Opening.Opened(MediaSession media) -> new Callee(call, behaviour.get(), media, sound).start();
            case Opening.NoPortLeft() -> call.refuse(503, "Service Unavailable");
        }
    }

    private static String dialled(IncomingCall call) {
        return call.invite().uri() instanceof SipUri uri ? uri.user().orElse("") : "";
    }

    @Override
    public void onRequest(IncomingRequest request) {
        request.respondByDefault();
    }

    @Override
    public synchronized void close() {
        if (stack != null) {
            stack.close();
        }
    }
}
