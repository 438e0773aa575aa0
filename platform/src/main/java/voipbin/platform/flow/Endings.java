package voipbin.platform.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import voipbin.base.Id;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;

/** How activeflows end in their rows, and which follow them. */
final class Endings {

    /** So many may follow one another after the first one. */
    private static final int MOST_FOLLOWING = 4;

    /** Makes the next one, which runs when the transaction is committed. */
    @FunctionalInterface
    interface Beginning {
        void begin(Tx tx, Flow flow, Origin origin);
    }

    private final Store<Activeflow> store;
    private final Flows flows;
    private final Beginning next;

    Endings(Store<Activeflow> store, Flows flows, Beginning next) {
        this.store = store;
        this.flows = flows;
        this.next = next;
    }

    /** Records it on one that runs, and begins what is to follow. */
    Activeflow end(Tx tx, Activeflow flow, End end) {
        Activeflow ended = store.update(tx, flow.id(), change(flow, end, executed(tx, flow, end)));
        if (end.followed() && !ended.onCompleteFlowId().isNil()) {
            follow(tx, ended, ended.onCompleteFlowId(), generation -> Origin.following(ended, generation));
        }
        return ended;
    }

    private static List<Action> executed(Tx tx, Activeflow flow, End end) {
        if (end.executed().isPresent()) {
            return end.executed().get();
        }
        return flow.currentAction().equals(Action.START) ? List.of() : ToldActions.of(tx, flow.id());
    }

    private static Record change(Activeflow flow, End end, List<Action> executed) {
        record Ended(
                Activeflow.Status status,
                Action currentAction,
                List<Action> executedActions,
                Map<String, String> variables) {}
        List<Action> all = new ArrayList<>(executed);
        if (end.finished()) {
            all.add(flow.currentAction());
        }
        return new Ended(
                Activeflow.Status.ENDED,
                end.finished() ? Action.FINISH : flow.currentAction(),
                all,
                end.variables().orElse(flow.variables()));
    }

    /** Counted in the rows: a flow may set its variables as it likes, and no chain is endless for that. */
    private int generation(Tx tx, Activeflow flow) {
        int generation = 0;
        Optional<Activeflow> parent = store.find(tx, flow.referenceActiveflowId());
        while (parent.isPresent() && generation < MOST_FOLLOWING) {
            generation++;
            parent = store.find(tx, parent.get().referenceActiveflowId());
        }
        return generation;
    }

    /**
     * Begins a flow because something has come to its end that an activeflow began, a recording for example. It is
     * about nothing, and counts as one that follows. Nothing begins when there is no such flow of the customer's, or
     * too many have followed already.
     *
     * @param variables what it begins with, of those that the row of the other one has
     */
    void begin(Tx tx, Id<Activeflow> after, Id<Flow> flowId, UnaryOperator<Map<String, String>> variables) {
        store.find(tx, after)
                .ifPresent(parent -> follow(
                        tx,
                        parent,
                        flowId,
                        generation -> Origin.after(after, generation, variables.apply(parent.variables()))));
    }

    /** What follows has no call any more, only what is known of it. */
    private void follow(Tx tx, Activeflow before, Id<Flow> flowId, IntFunction<Origin> origin) {
        int generation = generation(tx, before) + 1;
        if (generation <= MOST_FOLLOWING) {
            flows.find(tx, before.customerId(), flowId)
                    .ifPresent(flow -> next.begin(tx, flow, origin.apply(generation)));
        }
    }
}
