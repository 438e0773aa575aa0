package voipbin.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import voipbin.base.Counters;
import voipbin.base.Reach;

/** A running SIP user agent. Any thread may call. */
public final class SipStack implements AutoCloseable {

    private SipStack() {}

    /**
     * Binds and starts.
     *
     * @throws java.net.BindException naming address and port
     */
    public static SipStack start(SipConfig config, Reach reach, Counters counters, SipApplication application)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Where UDP is bound. */
    public InetSocketAddress address() {
        throw new UnsupportedOperationException();
    }

    /** Sends an INVITE; the listener hears the rest. */
    public OutgoingCall call(CallRequest request, CallListener listener) {
        throw new UnsupportedOperationException();
    }

    /** Sends a request outside a dialog; the outcome comes on its shard. */
    public void send(OutgoingRequest request, Consumer<RequestOutcome> outcome) {
        throw new UnsupportedOperationException();
    }

    /** Registers and keeps registered. */
    public Registration register(RegistrationRequest request, RegistrationListener listener) {
        throw new UnsupportedOperationException();
    }

    /** Stops the threads and closes the sockets; calls are not hung up. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
