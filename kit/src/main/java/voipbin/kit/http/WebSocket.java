package voipbin.kit.http;

/**
 * Our side of one WebSocket (RFC 6455). Its methods are called on virtual threads, one after the other; they may block,
 * and while they do nothing more is read from the client. A {@link voipbin.base.Problem} that one throws closes with
 * 1008 and its reason, a bug with 1011.
 */
public interface WebSocket {

    /** The first call; the session may be used from now on, by any thread. */
    default void opened(Session session) {}

    default void text(String message) {}

    default void binary(byte[] message) {}

    /** The last call, exactly once, whoever ended it and how; 1006 if the connection just broke. */
    default void closed(int code, String reason) {}
}
