package voipbin.sip.transport;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** A way to send messages. Any thread may call. */
public interface Transport {

    /** As Via names it: {@code UDP}. */
    String name();

    /** Whether it repeats lost messages itself: then transactions do not. */
    boolean reliable();

    /** Where it is bound. */
    InetSocketAddress address();

    /** Sends; {@code failed} hears why if the network refuses, on any thread. */
    void send(byte[] message, InetSocketAddress to, Consumer<String> failed);

    void close();
}
