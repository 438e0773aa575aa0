package voipbin.platform.call;

/** What can happen to a call, whoever caused it. */
sealed interface CallSignal {

    /** The endpoint rings: a provisional response of 180 or above. */
    record Rings() implements CallSignal {}

    /** The endpoint has answered and both sides agree on media. */
    record Answered() implements CallSignal {}

    /** The endpoint lets us hear something before it answers, and both sides agree on media. */
    record EarlyMedia() implements CallSignal {}

    /** Somebody on our side wants an incoming call to be answered. */
    record AnswerAsked() implements CallSignal {}

    /**
     * Somebody on our side wants the call to end.
     *
     * @param why what a caller who has not been answered is told
     */
    record HangupAsked(Cause why) implements CallSignal {

        HangupAsked() {
            this(Cause.NORMAL);
        }
    }

    /** Nobody has answered for as long as we wait. */
    record DialTimedOut() implements CallSignal {}

    /** The call has lasted as long as calls may. */
    record DurationTimedOut() implements CallSignal {}

    /** The leg is gone. */
    record Released(Cause cause) implements CallSignal {}
}
