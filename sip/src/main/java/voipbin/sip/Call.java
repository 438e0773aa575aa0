package voipbin.sip;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import voipbin.sip.message.DialogReference;
import voipbin.sip.message.Header;
import voipbin.sip.message.Method;
import voipbin.sip.message.NameAddress;

/** What both ends of a call can do. Any thread may call; outcomes come on the call's shard, exactly one each. */
public interface Call {

    String callId();

    /** Ends the call by what fits its state. Idempotent; {@code extra} goes into that message, e.g. Reason. */
    void hangup(Header... extra);

    /**
     * Offers another session: by re-INVITE when answered, by UPDATE before, if an answer has come or gone reliably and
     * the peer allows it (RFC 3261, 14; RFC 3311). Waits while another offer is open; glare is tried again.
     *
     * @param sdp the offer; empty asks the peer for one, which {@link CallListener#onOffered} hears
     */
    default void reoffer(byte[] sdp, Consumer<ReofferOutcome> heard) {
        heard.accept(new ReofferOutcome.Impossible("no dialog"));
    }

    /** Sends a request of this dialog: INFO, MESSAGE, OPTIONS, … Not INVITE, UPDATE, ACK, BYE, CANCEL or PRACK. */
    default void request(Method method, List<Header> headers, byte[] body, Consumer<RequestOutcome> heard) {
        heard.accept(new RequestOutcome.Unreachable("no dialog"));
    }

    /** Asks the peer to call somebody (RFC 3515); hears its progress until {@link ReferProgress#last}. */
    default void refer(NameAddress referTo, List<Header> headers, Consumer<ReferProgress> heard) {
        heard.accept(new ReferProgress.Lost("no dialog"));
    }

    /** What a Replaces header to the peer must say to mean this call (RFC 3891); empty while there is no dialog. */
    default Optional<DialogReference> reference() {
        return Optional.empty();
    }
}
