package voipbin.sip;

import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/** Hears what happens to a call, on the call's shard, in order; must not block. */
public interface CallListener {

    /** Our call: a response of 101–199; a body, if any, is early media's answer. */
    default void onProgress(Response provisional) {}

    /** Our call: a 2xx, acknowledged already; its body is the answer. */
    default void onAnswered(Response ok) {}

    /** Our call: the final answer of 300-699 that it ends with; {@link #onEnded} follows. */
    default void onRefused(Response refusal) {}

    /** A call to us: the ACK of our answer has come; its body is the answer if the INVITE had no offer. */
    default void onConfirmed(Request ack) {}

    /** The peer proposes a change (re-INVITE, or UPDATE with SDP). Left alone here, the change is refused. */
    default void onReoffer(Reoffer reoffer) {
        reoffer.refuse(488);
    }

    /** An INFO within the call, already answered 200; its body may be a DTMF digit. */
    default void onInfo(Request info) {}

    /** Exactly once, last. */
    void onEnded(CallOutcome outcome);
}
