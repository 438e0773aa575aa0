package voipbin.platform.call;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.flow.Flow;
import voipbin.sip.message.SipUri;

/**
 * An outgoing call to be made.
 *
 * @param id allotted by who asks, so that a group can name its members before they exist
 * @param attempts the ways to the destination, at least one; each further one is taken when those before it failed for
 *     technical reasons
 * @param groupcall the group that the call belongs to, or nil
 * @param metadata what the call's row keeps of how it was made
 * @param variables what its flow begins with
 * @param earlyExecution whether its flow begins when it rings, not when it is answered
 * @param owner whose the call is unless its destination is somebody's address; nil for nobody's
 */
public record Dial(
        Id<Call> id,
        Flow flow,
        Address source,
        Address destination,
        List<Attempt> attempts,
        Id<?> groupcall,
        Map<String, Object> metadata,
        Map<String, String> variables,
        boolean earlyExecution,
        Id<?> owner) {

    /** One whose flow has no variables of its own and begins when it is answered. */
    public Dial(
            Id<Call> id,
            Flow flow,
            Address source,
            Address destination,
            List<Attempt> attempts,
            Id<?> groupcall,
            Map<String, Object> metadata) {
        this(id, flow, source, destination, attempts, groupcall, metadata, Map.of(), false, Id.nil());
    }

    /** The same whose flow begins with these variables. */
    public Dial with(Map<String, String> variables) {
        return new Dial(id, flow, source, destination, attempts, groupcall, metadata, variables, earlyExecution, owner);
    }

    /** The same for this agent, or nil. */
    public Dial of(Id<?> agent) {
        return new Dial(id, flow, source, destination, attempts, groupcall, metadata, variables, earlyExecution, agent);
    }

    /** The same whose flow begins when it rings. */
    public Dial early() {
        return new Dial(id, flow, source, destination, attempts, groupcall, metadata, variables, true, owner);
    }

    /** A call that has one way only. */
    public Dial(
            Id<Call> id,
            Flow flow,
            Address source,
            Address destination,
            SipUri target,
            Optional<InetSocketAddress> nextHop,
            Id<?> groupcall) {
        this(id, flow, source, destination, List.of(Attempt.of(target, nextHop)), groupcall, Map.of());
    }

    /** The way that is taken now. */
    Attempt attempt() {
        return attempts.getFirst();
    }

    /** The same call by its nth way, 0 being the first. */
    Dial by(int attempt) {
        return new Dial(
                id,
                flow,
                source,
                destination,
                attempts.subList(attempt, attempts.size()),
                groupcall,
                metadata,
                variables,
                earlyExecution,
                owner);
    }
}
