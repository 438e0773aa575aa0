package voipbin.platform.groupcall;

import java.util.List;
import java.util.Map;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call;
import voipbin.platform.flow.Flow;
import voipbin.platform.groupcall.Groupcall.AnswerMethod;
import voipbin.platform.groupcall.Groupcall.HangupReason;
import voipbin.platform.groupcall.Groupcall.RingMethod;

/**
 * A group that is to ring.
 *
 * @param parties who rings first; nobody means that the group is over at once
 * @param ifNone why, when there is nobody
 * @param index the destination of the first round, when they ring one after another
 * @param rounds the further ones
 * @param variables what the flow of each member of the first round begins with
 */
public record Ring(
        Terms terms,
        List<Party> parties,
        HangupReason ifNone,
        int index,
        Rounds rounds,
        Map<String, String> variables) {

    /**
     * What a group was asked for.
     *
     * @param master the call that its members end with; nil for none
     */
    public record Terms(
            Flow flow,
            Address source,
            List<Address> destinations,
            RingMethod ringMethod,
            AnswerMethod answerMethod,
            Id<Call> master) {

        /** A group that belongs to no call. */
        public Terms(
                Flow flow,
                Address source,
                List<Address> destinations,
                RingMethod ringMethod,
                AnswerMethod answerMethod) {
            this(flow, source, destinations, ringMethod, answerMethod, Id.nil());
        }

        /** The same, ringing otherwise. */
        public Terms with(RingMethod method) {
            return new Terms(flow, source, destinations, method, answerMethod, master);
        }
    }
}
