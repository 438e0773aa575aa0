package voipbin.kit.http;

import java.time.Duration;

/**
 * Where and how HTTP is served.
 *
 * @param host the address to listen at
 * @param port 0 takes any free one
 * @param bodyLimit the most bytes of a request body
 * @param grace how long running requests may take to end when the server stops
 */
public record HttpConfig(String host, int port, int bodyLimit, Duration grace) {

    public HttpConfig(String host, int port) {
        this(host, port, 1 << 20, Duration.ofSeconds(5));
    }
}
