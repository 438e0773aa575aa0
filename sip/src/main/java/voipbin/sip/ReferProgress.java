package voipbin.sip;

/** How a REFER of ours goes on (RFC 3515). */
public sealed interface ReferProgress {

    /** A 2xx; {@code reports} tells whether Notified will follow (RFC 4488). */
    record Accepted(boolean reports) implements ReferProgress {}

    /** Another final answer: it will not happen. */
    record Refused(int status, String phrase) implements ReferProgress {}

    /** A NOTIFY: the status of the peer's own call; {@code over} ends the reports. */
    record Notified(int status, String phrase, boolean over) implements ReferProgress {}

    /** No answer, or the call ended before the last report. */
    record Lost(String why) implements ReferProgress {}

    /** Whether nothing follows. */
    default boolean last() {
        return switch (this) {
            case Accepted(boolean reports) -> !reports;
            case Refused _, Lost _ -> true;
            case Notified(int _, String _, boolean over) -> over;
        };
    }
}
