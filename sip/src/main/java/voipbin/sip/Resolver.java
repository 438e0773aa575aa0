package voipbin.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import voipbin.sip.message.SipUri;

/** Finds the address of a URI's host. */
@FunctionalInterface
interface Resolver {

    /** Calls back on {@code shard}, at once for an address literal; empty if the name is unknown. */
    void resolve(SipUri uri, Executor shard, Consumer<Optional<InetSocketAddress>> found);

    /**
     * Asks the system, on a virtual thread because it blocks. Addresses only: NAPTR and SRV (RFC 3263) are not asked.
     */
    static Resolver ofSystem() {
        return (uri, shard, found) -> {
            int port = uri.port().orElse(5060);
            Optional<InetAddress> literal = uri.literalHost();
            if (literal.isPresent()) {
                found.accept(Optional.of(new InetSocketAddress(literal.get(), port)));
                return;
            }
            Thread.ofVirtual().name("sip-resolve").start(() -> {
                Optional<InetSocketAddress> address = ask(uri.host(), port);
                shard.execute(() -> found.accept(address));
            });
        };
    }

    private static Optional<InetSocketAddress> ask(String host, int port) {
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        }
    }
}
