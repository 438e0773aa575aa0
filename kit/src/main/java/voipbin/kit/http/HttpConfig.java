package voipbin.kit.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

/**
 * Where and how HTTP is served.
 *
 * @param host the address to listen at
 * @param port 0 takes any free one
 * @param bodyLimit the most bytes of a request body
 * @param patience how long a client may be silent within a request, and take for a body that is not an upload
 * @param grace how long running requests may take to end when the server stops
 * @param trustedProxies whose {@code CF-Connecting-IP} is believed (conventions §1). Empty by default: who believes it
 *     from anybody lets anybody choose an address, and with it another bucket of the limits
 * @param sockets how WebSockets are kept
 */
public record HttpConfig(
        String host,
        int port,
        int bodyLimit,
        Duration patience,
        Duration grace,
        Set<InetAddress> trustedProxies,
        SocketConfig sockets) {

    public HttpConfig(String host, int port) {
        this(host, port, 1 << 20, Duration.ofSeconds(20), Duration.ofSeconds(5), Set.of(), SocketConfig.STANDARD);
    }

    /** The same, believing these proxies. */
    public HttpConfig trusting(Set<InetAddress> proxies) {
        return new HttpConfig(host, port, bodyLimit, patience, grace, Set.copyOf(proxies), sockets);
    }

    /** The same with other patience. */
    public HttpConfig patience(Duration other) {
        return new HttpConfig(host, port, bodyLimit, other, grace, trustedProxies, sockets);
    }

    /** The same with WebSockets kept otherwise. */
    public HttpConfig sockets(SocketConfig other) {
        return new HttpConfig(host, port, bodyLimit, patience, grace, trustedProxies, other);
    }
}
