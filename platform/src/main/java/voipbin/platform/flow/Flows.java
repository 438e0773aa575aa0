package voipbin.platform.flow;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;

/** What can be done with flows. */
public final class Flows {

    private final Store<Flow> store;

    public Flows(Store<Flow> store) {
        this.store = store;
    }

    /** A flow made from the actions of one request; it is not listed. */
    public Flow temporary(Tx tx, Id<Customer> customer, List<Action> actions) {
        return store.insert(
                tx,
                new Flow(
                        Id.random(),
                        customer,
                        Flow.Type.FLOW,
                        "",
                        "",
                        actions.stream().map(Action::identified).toList(),
                        "",
                        Id.nil(),
                        false,
                        tx.now(),
                        null,
                        null));
    }

    /** What ends them. */
    public TemporaryFlows temporaries(Clock clock) {
        return new TemporaryFlows(store, clock);
    }

    /** The customer's own flow: 404 when it is not there or deleted, 403 when it is somebody else's. */
    public Flow own(Tx tx, Id<Customer> customer, Id<Flow> id) {
        Flow flow = store.find(tx, id)
                .filter(found -> found.tmDelete() == null)
                .orElseThrow(() -> Problem.notFound("flow"));
        if (!flow.customerId().equals(customer)) {
            throw Problem.forbidden("The flow is another customer's.");
        }
        return flow;
    }

    /** The same where no flow may be named too, by the nil id. */
    public void requireOwnOrNone(Tx tx, Id<Customer> customer, Id<Flow> id) {
        if (!id.isNil()) {
            own(tx, customer, id);
        }
    }

    /** The same for our own code: empty when it is not there, deleted or another customer's. */
    Optional<Flow> find(Tx tx, Id<Customer> customer, Id<Flow> id) {
        return store.find(tx, id)
                .filter(found -> found.tmDelete() == null)
                .filter(found -> found.customerId().equals(customer));
    }

    /** Where the actions of stored flows are. */
    public FlowSource source() {
        return (customer, id) -> store.db().read(tx -> own(tx, customer, id)).actions();
    }

    /**
     * Refuses actions that could not be run: 400 {@code INVALID_ACTION_TYPE}, {@code INVALID_ACTION_OPTION} or
     * {@code INVALID_ANONYMOUS_VALUE} naming the place, such as {@code actions[2].option.duration}.
     */
    public static void validate(List<Action> actions) {
        Validation.check("actions", actions);
    }
}
