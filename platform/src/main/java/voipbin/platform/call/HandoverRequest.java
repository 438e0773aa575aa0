package voipbin.platform.call;

import java.util.List;
import java.util.function.Consumer;
import voipbin.base.Id;
import voipbin.platform.address.Address;

/**
 * A customer's wish that a call hands on whom it talks with.
 *
 * @param attended whether the two on our side talk first
 * @param completed hears which call has taken the place; on a call's thread
 */
public record HandoverRequest(boolean attended, List<Address> targets, Consumer<Id<Call>> completed) {

    /** Where those concerned meet, and the groupcall that rings the targets. */
    public record Begun(Id<?> confbridge, Id<?> groupcall) {}
}
