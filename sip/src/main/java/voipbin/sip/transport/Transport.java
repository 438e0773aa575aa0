package voipbin.sip.transport;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** A way to send messages. Any thread may call. */
public interface Transport {

    /** As Via names it: {@code UDP}. */
    String name();

    /** Whether it repeats lost messages itself: then transactions do not. */
    boolean reliable();

    /** Where it is bound. */
    InetSocketAddress address();

    /**
     * Sends; {@code failed} hears why if the network refuses, on any thread. Where there are connections, over the one
     * that stands to this address, else over a new one.
     */
    void send(byte[] message, InetSocketAddress to, Consumer<String> failed);

    /** The name of the connection that stands to this address; empty if none does, or where there are none. */
    default Optional<String> flow(InetSocketAddress to) {
        return Optional.empty();
    }

    void close();
}
