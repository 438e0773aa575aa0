package voipbin.sip.transaction;

import voipbin.sip.message.Request;

/** Who answers a request. Called on the shard. */
public interface ServerListener {

    /** Nothing to hear. */
    ServerListener NONE = new ServerListener() {};

    /** An ACK with the INVITE's own branch while a 2xx is out (RFC 6026, 7.1). */
    default void onAck(Request ack) {}

    /** The caller's CANCEL, before our final response. */
    default void onCancel(Request cancel) {}
}
