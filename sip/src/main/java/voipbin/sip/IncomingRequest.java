package voipbin.sip;

import java.net.InetSocketAddress;
import voipbin.sip.message.Header;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/**
 * A request outside a dialog that waits for its one final answer. Any thread may call. After 64 T1 (32 s) without an
 * answer it is forgotten: its sender has given up.
 */
public interface IncomingRequest {

    Request message();

    /** Where it came from: what responses go to. */
    InetSocketAddress source();

    /** The connection that it came over, as {@link voipbin.sip.transport.Flows} knows it; empty for UDP. */
    default String flow() {
        return "";
    }

    /** Answers; a second final answer is ignored. */
    void respond(int status, String phrase, Header... headers);

    /** Answers with a response made by {@link #response}; a second final answer is ignored. */
    void respond(Response response);

    /** 200 to OPTIONS with what we can do (RFC 3261, 11.2); 405 or 501 with Allow to anything else. */
    void respondByDefault();

    /** Never answers: the request is forgotten and its retransmissions meet the same silence for 64 T1. */
    void drop();

    /** A response with Via, From, To (with our tag), Call-ID and CSeq filled in. */
    Response response(int status, String phrase);
}
