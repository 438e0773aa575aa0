package voipbin.platform.timeline;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Store;
import voipbin.platform.call.Call;
import voipbin.platform.flow.Activeflow;
import voipbin.platform.flow.Flow;

/** Whose timeline may be read by whom; deleted objects still have theirs. */
final class Timelines {

    private final Store<Call> calls;
    private final Store<Flow> flows;
    private final Store<Activeflow> activeflows;

    Timelines(Store<Call> calls, Store<Flow> flows, Store<Activeflow> activeflows) {
        this.calls = calls;
        this.flows = flows;
        this.activeflows = activeflows;
    }

    /** @throws Problem 404 if there is no such object, 403 if it is not the caller's to see */
    void require(Caller caller, TimelineKind kind, Id<?> id) {
        Optional<? extends Id<?>> owner = switch (kind) {
            case CALLS -> calls.find(id.as()).map(Call::customerId);
            case FLOWS -> flows.find(id.as()).map(Flow::customerId);
            case ACTIVEFLOWS -> activeflows.find(id.as()).map(Activeflow::customerId);
            // there are none yet, so that each is one that does not exist
            case CONFERENCES -> Optional.empty();
        };
        caller.require(owner.orElseThrow(() -> Problem.notFound(kind.word())), ADMIN_OR_MANAGER);
    }

    Id<Activeflow> activeflow(Caller caller, Id<Activeflow> id) {
        Activeflow found = activeflows.find(id).orElseThrow(Timelines::missing);
        caller.require(found.customerId(), ADMIN_OR_MANAGER);
        return id;
    }

    Id<Activeflow> activeflowOf(Caller caller, Id<Call> id) {
        Call call = calls.find(id).orElseThrow(Timelines::missing);
        caller.require(call.customerId(), ADMIN_OR_MANAGER);
        if (call.activeflowId().isNil()) {
            throw missing();
        }
        return call.activeflowId();
    }

    private static Problem missing() {
        return new Problem(Problem.Status.NOT_FOUND, "RESOURCE_NOT_FOUND", "There is no such activeflow.");
    }
}
