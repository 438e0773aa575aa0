package voipbin.platform.telnyx;

/** What is common to all that is done at Telnyx. */
final class Telnyx {

    static final String NAME = "telnyx";

    private Telnyx() {}
}
