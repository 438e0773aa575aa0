package voipbin.kit.http;

import java.time.Duration;

/**
 * How WebSockets are kept.
 *
 * @param ping how often the client is pinged
 * @param silence after how long without a sign of life from the client it is dropped
 * @param write how long one message may take to be written before the client is dropped
 * @param messages that may wait for one client
 * @param bytes that may wait for one client
 */
public record SocketConfig(Duration ping, Duration silence, Duration write, int messages, long bytes) {

    /** As conventions §16 say. */
    public static final SocketConfig STANDARD =
            new SocketConfig(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(10), 2_000, 4 << 20);
}
