package voipbin.platform.flow;

import java.util.List;
import java.util.Set;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.action.Step;

/** What can be done with flows. */
public final class Flows {

    /** The types of actions that say how the caller is shown. */
    private static final Set<String> ANONYMOUS = Set.of("call", "connect");

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

    /**
     * Refuses actions that could not be run: 400 {@code INVALID_ACTION_TYPE} or {@code INVALID_ANONYMOUS_VALUE} naming
     * the place.
     */
    public static void validate(List<Action> actions) {
        for (int i = 0; i < actions.size(); i++) {
            String type = actions.get(i).type();
            if (ANONYMOUS.contains(type)) {
                requireAnonymous(actions.get(i), i);
            }
            // empty is a place to jump to that only the platform's own flows have
            if (!Step.TYPES.containsKey(type) || type.equals("empty")) {
                throw Problem.invalid(
                        "INVALID_ACTION_TYPE",
                        "actions[" + i + "].type",
                        "'" + type + "' is not known; known are " + String.join(", ", Step.TYPES.keySet()));
            }
        }
    }

    private static void requireAnonymous(Action action, int at) {
        Object value = action.option().get("anonymous");
        if (value != null && !Set.of("", "yes", "no", "auto").contains(value)) {
            throw Problem.invalid(
                    "INVALID_ANONYMOUS_VALUE", "actions[" + at + "].option.anonymous", "must be yes, no or auto");
        }
    }
}
