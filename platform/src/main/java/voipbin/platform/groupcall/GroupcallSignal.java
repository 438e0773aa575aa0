package voipbin.platform.groupcall;

/** What happens to a group. */
enum GroupcallSignal {
    /** A member, of this group or one within it, has answered and nobody was quicker. */
    ANSWERED,
    /** Somebody else in the tree of groups has answered, or all of it is to end: nobody more is wanted here. */
    UNWANTED,
    /** Somebody wants all of it to end. */
    HANGUP_ASKED,
    /** A member has gone, and there are others. */
    ONE_ENDED,
    /** The last member has gone. */
    LAST_ENDED,
    /** Those of a further round ring. */
    ROUND_RINGS,
    /** There is nobody left for a further round. */
    ROUNDS_OVER
}
