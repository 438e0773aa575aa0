package voipbin.kit.http;

/**
 * An open WebSocket as its owner uses it. Safe for all threads, and nothing here blocks: what is sent waits in a queue
 * that is limited (2,000 messages and 4 MiB unless {@link SocketConfig} says otherwise).
 */
public interface Session {

    /**
     * Puts a text message into the queue.
     *
     * @return false if it is full or the socket is closing: the message is lost, and the client must not think that it
     *     missed nothing (close it, or count)
     */
    boolean send(String text);

    /** The same for a binary message; the array must not be changed afterwards. */
    boolean send(byte[] binary);

    /** How many messages wait. */
    int queued();

    /** How many bytes wait. */
    long queuedBytes();

    /**
     * Sends what waits, then the closing frame; if the queue is full, what waits is thrown away. Only the first close
     * counts.
     *
     * @param code RFC 6455 §7.4, e.g. 1000 (done), 1008 (policy), 1013 (try again later)
     * @param reason at most 123 bytes of UTF-8; more is cut
     */
    void close(int code, String reason);
}
