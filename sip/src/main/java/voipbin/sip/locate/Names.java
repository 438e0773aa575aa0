package voipbin.sip.locate;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The domain name system. Answers come on any thread; what is unknown, or cannot be asked, is an empty list. */
public interface Names {

    /** RFC 3403, 4.1; the flag is {@code s} where the replacement is asked for SRV records. */
    record Naptr(int order, int preference, String flags, String service, String replacement) {}

    /** RFC 2782. */
    record Srv(int priority, int weight, int port, String target) {}

    CompletableFuture<List<Naptr>> naptr(String name);

    CompletableFuture<List<Srv>> srv(String name);

    /** A and AAAA, in the order to try. */
    CompletableFuture<List<InetAddress>> addresses(String name);

    /** Whether the machine itself names this host: then nobody is asked for NAPTR and SRV. */
    boolean isLocal(String name);
}
