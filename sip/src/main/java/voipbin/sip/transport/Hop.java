package voipbin.sip.transport;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** The next or the last element on a message's way: by which transport, and where. */
public record Hop(Transport transport, InetSocketAddress address) {

    public void send(byte[] message, Consumer<String> failed) {
        transport.send(message, address, failed);
    }
}
