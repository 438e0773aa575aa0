package voipbin.platform.flow.action;

/** What an activeflow must be about for an action to run; otherwise the action is passed over. */
public enum Media {
    /** Anything. */
    ANY,
    /** A call. */
    RTC,
    /** Something that has no sound of its own: an API request, a recording, a conversation. */
    NON_RTC
}
