package voipbin.platform.groupcall;

/** What a group is to do. */
enum GroupcallEffect {
    /** The member keeps its answer; who else rings is told to stop where one is enough. */
    TAKE_ANSWER,
    /** All members but who has answered are hung up. */
    RELEASE_MEMBERS,
    /** The row says that it is hanging up. */
    TELL_HANGINGUP,
    /** The row says how many there are. */
    TELL_COUNT,
    /** The next destination is rung. */
    DIAL_NEXT,
    /** The row says that it is over, and so does an event. */
    TELL_OVER
}
