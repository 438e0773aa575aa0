package voipbin.platform.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import voipbin.platform.address.Address;

/**
 * What happens to a flow that is only simulated. Times are milliseconds of simulated time since the flow began.
 *
 * @param at the time of its beginning; null for now
 * @param referenceType {@code call} unless it says something else, such as {@code api}
 * @param digits what the caller presses at each {@code digits_receive} in turn, from its beginning on
 * @param keys what is pressed at given times
 * @param answers what comes of each {@code connect} in turn; without one nobody answers for thirty seconds
 * @param fetches what each {@code fetch} gets in turn; without one it fails
 * @param machine whether {@code amd} finds a machine
 * @param hangupAfter when the caller hangs up; 0 for never
 */
public record Script(
        @Nullable Instant at,
        String referenceType,
        Address source,
        Address destination,
        Map<String, String> variables,
        List<String> digits,
        List<Key> keys,
        List<Answer> answers,
        List<List<Action>> fetches,
        boolean machine,
        long hangupAfter) {

    /** Digits that are pressed, the first at this time and each other a tenth of a second later. */
    public record Key(long at, String digits) {}

    /**
     * What comes of ringing.
     *
     * @param after how long it rings
     * @param reason empty when somebody answers; else {@code busy}, {@code noanswer} or {@code failed}
     * @param talk how long the two talk
     */
    public record Answer(long after, String reason, long talk) {

        static final Answer NOBODY = new Answer(30_000, "noanswer", 0);
    }
}
