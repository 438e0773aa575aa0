package voipbin.sip;

import java.net.InetSocketAddress;
import java.util.Optional;
import voipbin.sip.message.Header;
import voipbin.sip.message.Request;

/**
 * A call that somebody makes to us. Any thread may call; what no longer fits the call's state (an answer after the
 * caller's CANCEL) is ignored, the listener's {@link CallListener#onEnded} tells what came first.
 */
public interface IncomingCall extends Call {

    Request invite();

    InetSocketAddress source();

    /** The call that this one shall take the place of (RFC 3891), if it is one of ours and may be replaced. */
    default Optional<Replaced> replaces() {
        return Optional.empty();
    }

    /** Who hears of this call from now on. If the call has ended before anybody listened, it hears that at once. */
    void listener(CallListener listener);

    /** 180 Ringing. */
    void ring();

    /**
     * Another provisional response, 101–199, e.g. 183 with early media. Reliable when the caller requires that, or when
     * it carries SDP and the caller supports that (RFC 3262): then the SDP is the answer, and the 200 repeats none.
     */
    void progress(int status, Optional<byte[]> sdp);

    /** 200 OK, repeated until the ACK comes; the SDP is the answer, or the offer when the INVITE had none. */
    void answer(byte[] sdp);

    /** A final answer of 300–699. */
    void refuse(int status, String phrase, Header... headers);

    /** BYE when answered, 603 before. Idempotent. */
    @Override
    void hangup(Header... extra);
}
