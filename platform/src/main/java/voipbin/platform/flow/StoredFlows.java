package voipbin.platform.flow;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.time.Clock;
import java.util.List;
import org.jooq.Condition;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Ask;
import voipbin.kit.page.Page;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.direct.Direct;
import voipbin.platform.direct.Directs;

/** The flows that customers keep: made, changed and deleted. */
public final class StoredFlows {

    private static final int MOST = 10_000;

    /** The body of making and of replacing one. */
    record Draft(String name, String detail, List<Action> actions, Id<Flow> onCompleteFlowId) {}

    private record Change(String name, String detail, List<Action> actions, Id<Flow> onCompleteFlowId) {}

    private final Store<Flow> store;
    private final Flows flows;
    private final Directs directs;
    private final List<FlowListener> listeners;
    private final Clock clock;

    public StoredFlows(Store<Flow> store, Flows flows, Directs directs, List<FlowListener> listeners, Clock clock) {
        this.store = store;
        this.flows = flows;
        this.directs = directs;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** Those made by hand only: what the platform makes for itself is not listed. */
    Page<Flow> list(Ask ask) {
        Condition kept = store.table().is("persist", true).and(store.table().is("type", Flow.Type.FLOW));
        return store.list(ask.caller(), ADMIN_OR_MANAGER, ask.page(), kept);
    }

    Flow create(Caller caller, Draft draft) {
        caller.require(caller.customerId(), ADMIN_OR_MANAGER);
        Flows.validate(draft.actions());
        return store.db().write(tx -> create(tx, caller.customerId().as(), draft));
    }

    private Flow create(Tx tx, Id<Customer> customer, Draft draft) {
        flows.requireOwnOrNone(tx, customer, draft.onCompleteFlowId());
        Condition kept = store.table()
                .is("customer_id", customer)
                .and(store.table().is("persist", true))
                .and(store.table().live());
        if (store.count(tx, kept) >= MOST) {
            throw new Problem(
                    Problem.Status.RESOURCE_EXHAUSTED, "RESOURCE_LIMIT_EXCEEDED", "A customer has " + MOST + " flows.");
        }
        Id<Flow> id = Id.random();
        return store.insert(
                tx,
                new Flow(
                        id,
                        customer,
                        Flow.Type.FLOW,
                        draft.name(),
                        draft.detail(),
                        identified(draft.actions()),
                        directs.create(tx, customer, Direct.ResourceType.FLOW, id),
                        draft.onCompleteFlowId(),
                        true,
                        tx.now(),
                        null,
                        null));
    }

    private static List<Action> identified(List<Action> actions) {
        return actions.stream().map(Action::identified).toList();
    }

    /** Replaces all four; what runs keeps the actions that it began with. */
    Flow edit(Id<Flow> id, Draft draft) {
        Flows.validate(draft.actions());
        return store.db().write(tx -> {
            Flow old = found(tx, id);
            flows.requireOwnOrNone(tx, old.customerId(), draft.onCompleteFlowId());
            Change change =
                    new Change(draft.name(), draft.detail(), identified(draft.actions()), draft.onCompleteFlowId());
            return store.update(tx, id, change);
        });
    }

    Flow delete(Id<Flow> id) {
        return store.db().write(tx -> {
            directs.drop(tx, id);
            Flow deleted = store.remove(tx, id);
            listeners.forEach(listener -> listener.deleted(tx, deleted));
            return deleted;
        });
    }

    /** Another hash, or the first one of a flow that has none. */
    Flow regenerateHash(Id<Flow> id) {
        record Regenerated(String directHash) {}
        return store.db().write(tx -> {
            Flow flow = found(tx, id);
            String hash = flow.directHash().isEmpty()
                    ? directs.create(tx, flow.customerId(), Direct.ResourceType.FLOW, id)
                    : directs.regenerate(tx, id);
            return store.update(tx, id, new Regenerated(hash));
        });
    }

    /** Walks it in simulated time. */
    Trace simulate(Id<Flow> id, Script script) {
        Flow flow = store.db().read(tx -> found(tx, id));
        return Simulation.of(flow, script, flows.source(), clock.instant());
    }

    private Flow found(Tx tx, Id<Flow> id) {
        return store.find(tx, id).orElseThrow(() -> Problem.notFound("flow"));
    }
}
