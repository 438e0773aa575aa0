package voipbin.sip.transport;

import java.time.Duration;

/**
 * What a peer may ask of our memory and patience over a connection.
 *
 * @param head octets of start line and headers
 * @param body octets
 * @param message from its first octet to its last
 * @param first until the first whole message of a connection, its handshakes included
 * @param idle without a single octet
 * @param connect until a connection of ours stands
 * @param connections of all peers together
 * @param perSource connections of one address
 */
public record StreamLimits(
        int head,
        int body,
        Duration message,
        Duration first,
        Duration idle,
        Duration connect,
        int connections,
        int perSource) {

    /** Phones that register for an hour and never ping keep their connection. */
    public static final StreamLimits STANDARD = new StreamLimits(
            64 * 1024,
            1024 * 1024,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofHours(2),
            Duration.ofSeconds(5),
            10_000,
            1_000);

    public StreamLimits withPatience(Duration forMessage, Duration forFirst) {
        return new StreamLimits(head, body, forMessage, forFirst, idle, connect, connections, perSource);
    }

    public StreamLimits withConnections(int most, int mostPerSource) {
        return new StreamLimits(head, body, message, first, idle, connect, most, mostPerSource);
    }
}
