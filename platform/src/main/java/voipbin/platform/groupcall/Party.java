package voipbin.platform.groupcall;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.call.Attempt;
import voipbin.platform.call.Call;
import voipbin.platform.groupcall.Groupcall.HangupReason;

/** Who is rung for a group. */
public sealed interface Party {

    /**
     * One call.
     *
     * @param id allotted beforehand, so that the group can name it before it exists
     * @param source who is shown as caller in place of whom the group names
     * @param attempts the ways to it, at least one
     * @param metadata what the call's row keeps of how it was made
     */
    record Single(
            Id<Call> id,
            Optional<Address> source,
            Address destination,
            List<Attempt> attempts,
            Map<String, Object> metadata)
            implements Party {

        public static Single of(Address destination, Attempt way) {
            return new Single(Id.random(), Optional.empty(), destination, List.of(way), Map.of());
        }
    }

    /**
     * What one destination among several comes down to: a group within the group.
     *
     * @param members who rings first; empty means that it is over at once
     * @param ifNone why, when there are none
     * @param index the address of the first round, when they ring one after another
     * @param rounds the further ones
     */
    record Nested(Address destination, List<Single> members, HangupReason ifNone, int index, Rounds rounds)
            implements Party {}
}
