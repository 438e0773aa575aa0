package voipbin.sip;

import java.util.List;
import voipbin.sip.message.Reason;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/** Hears what happens to a call, on the call's shard, in order; must not block. */
public interface CallListener {

    /** Hears nothing, and changes nothing. */
    CallListener NOBODY = _ -> {};

    /** Our call: a response of 101–199; a body, if any, is early media's answer. */
    default void onProgress(Response provisional) {}

    /** Our call: a 2xx, acknowledged already; its body is the answer. */
    default void onAnswered(Response ok) {}

    /** Our call: the final answer of 300-699 that it ends with; {@link #onEnded} follows. */
    default void onRefused(Response refusal) {}
    /**
     * Our call or re-INVITE without an offer: the peer has made one, in a 2xx or a reliable provisional response; our
     * answer goes into the ACK or PRACK. Left alone here, a call so offered is hung up.
     */
    default void onOffered(Reoffer offer) {
        offer.refuse(488);
    }

    /** A call to us without an offer: the PRACK of our reliable offer has come; its body is the answer. */
    default void onPrack(Request prack) {}

    /** A call to us: the ACK of our answer has come; its body is the answer if the INVITE had no offer. */
    default void onConfirmed(Request ack) {}

    /** The ACK of a re-INVITE that had no offer; its body is the answer to ours. */
    default void onReofferConfirmed(Request ack) {}

    /** The peer proposes a change (re-INVITE, or UPDATE with SDP). Left alone here, the change is refused. */
    default void onReoffer(Reoffer reoffer) {
        reoffer.refuse(488);
    }

    /** An INFO within the call, already answered 200; its body may be a DTMF digit. */
    default void onInfo(Request info) {}

    /** The peer asks us to call somebody: a transfer. Left alone here, it is declined. */
    default void onRefer(ReferRequest refer) {
        refer.refuse(603, "Decline");
    }

    /** Any other request within the call, e.g. MESSAGE; left alone here, it gets 405 or 501. */
    default void onRequest(IncomingRequest request) {
        request.respondByDefault();
    }

    /**
     * Exactly once, last.
     *
     * @param reasons what the message that ended the call says about why (RFC 3326): the peer's BYE, CANCEL or refusal
     */
    default void onEnded(CallOutcome outcome, List<Reason> reasons) {
        onEnded(outcome);
    }

    /** The same for who asks for no reasons. */
    void onEnded(CallOutcome outcome);
}
