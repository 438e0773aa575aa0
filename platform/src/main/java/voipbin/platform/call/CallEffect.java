package voipbin.platform.call;

/** What the world must do because a call changed; {@link CallMachine} only says it, {@link CallActor} does it. */
enum CallEffect {
    /** Let go of the leg: CANCEL, BYE or a refusal. */
    RELEASE_LEG,
    /** Answer an incoming call: 200. */
    ANSWER_LEG,
    /** Tell who waits for the call that there is something to hear already. */
    TELL_EARLY,
    /** Tell the group that this call has been answered, and run the flow unless another one was first. */
    TAKE_ANSWER
}
