package voipbin.kit.outward;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Turns a host into the addresses that are then connected to, if none of them is forbidden. What is checked is what is
 * used: a name that changes its mind between check and connection (DNS rebinding) gains nothing.
 */
final class CheckedResolver implements SocketAddressResolver {

    /** A host that has an address which may not be connected to. */
    static final class ForbiddenAddress extends UnknownHostException {
        private static final long serialVersionUID = 1;

        ForbiddenAddress(String message) {
            super(message);
        }
    }

    private final AddressRules rules;
    private final Executor executor;

    /** @param executor of platform threads: the system's resolver blocks the thread it is called on */
    CheckedResolver(AddressRules rules, Executor executor) {
        this.rules = rules;
        this.executor = executor;
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        try {
            executor.execute(() -> resolve(host, port, promise));
        } catch (RejectedExecutionException closed) {
            promise.failed(closed);
        }
    }

    private void resolve(String host, int port, Promise<List<InetSocketAddress>> promise) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!rules.allow(address)) {
                    throw new ForbiddenAddress(host + " is at a private or reserved address");
                }
                addresses.add(new InetSocketAddress(address, port));
            }
        } catch (UnknownHostException refused) {
            promise.failed(refused);
            return;
        }
        promise.succeeded(addresses);
    }
}
