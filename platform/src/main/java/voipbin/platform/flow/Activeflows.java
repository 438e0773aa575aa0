package voipbin.platform.flow;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Outbox;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;

/** Creates, starts, records and stops activeflows. */
public final class Activeflows implements CustomerListener {

    private final Db db;
    private final Store<Activeflow> store;
    private final Endings endings;
    private final Clock clock;
    private final ConcurrentMap<Id<Activeflow>, Execution> running = new ConcurrentHashMap<>();
    /** Those that have not begun: who begins one need not read what was just written. */
    private final ConcurrentMap<Id<Activeflow>, Activeflow> fresh = new ConcurrentHashMap<>();

    private volatile Services services = Services.none();

    public Activeflows(Db db, Store<Activeflow> store, Flows flows, Clock clock) {
        this.db = db;
        this.store = store;
        this.endings = new Endings(store, flows, this::begin);
        this.clock = clock;
    }

    /** Who does for flows what they cannot do; said once, since it is made of calls itself. */
    public void serve(Services by) {
        services = by;
    }

    Services services() {
        return services;
    }

    Time time() {
        return new WallTime(clock);
    }

    /** An activeflow of a call, not started yet. */
    public Activeflow create(Tx tx, Flow flow, Id<?> call) {
        return create(tx, flow, call, Map.of());
    }

    /** The same with variables of a request. */
    public Activeflow create(Tx tx, Flow flow, Id<?> call, Map<String, String> variables) {
        return create(tx, flow, Origin.call(call, variables));
    }

    Activeflow create(Tx tx, Flow flow, Origin origin) {
        Id<Activeflow> id = origin.id().isNil() ? Id.random() : origin.id();
        Activeflow created = store.insert(tx, row(id, flow, origin, tx.now()));
        tx.afterCommit(() -> fresh.put(id, created));
        return created;
    }

    static Activeflow row(Id<Activeflow> id, Flow flow, Origin origin, Instant now) {
        return new Activeflow(
                id,
                flow.customerId(),
                flow.id(),
                Activeflow.Status.RUNNING,
                origin.referenceType(),
                origin.referenceId(),
                origin.parent(),
                flow.onCompleteFlowId(),
                origin.hook().uri(),
                origin.hook().method(),
                Action.START,
                Id.nil(),
                List.of(),
                variables(id, flow, origin),
                now,
                null,
                null);
    }

    private static Map<String, String> variables(Id<Activeflow> id, Flow flow, Origin origin) {
        Variables variables = new Variables(origin.variables(), () -> "");
        variables.setAll(Map.of(
                "voipbin.activeflow.id", id.toString(),
                "voipbin.activeflow.reference_type", origin.referenceType(),
                "voipbin.activeflow.reference_id", origin.referenceId().toString(),
                "voipbin.activeflow.reference_activeflow_id", origin.parent().toString(),
                "voipbin.activeflow.flow_id", flow.id().toString(),
                "voipbin.activeflow.complete_count", Integer.toString(origin.generation())));
        return variables.snapshot();
    }

    /** Walks the flow on a thread of its own, which at the end tells the call. */
    public void start(Id<Activeflow> id, List<Action> actions, CallPort call) {
        start(new Execution.Order(id, actions, Optional.of(call)));
    }

    void start(Execution.Order order) {
        Execution execution = new Execution(this, order);
        running.put(order.id(), execution);
        execution.start();
    }

    /**
     * Ends an activeflow wherever it is; without effect when it has ended. The answer is there when that is recorded;
     * for one that never began it is at once.
     */
    public CompletableFuture<Void> stop(Id<Activeflow> id) {
        return stop(id, true);
    }

    private CompletableFuture<Void> stop(Id<Activeflow> id, boolean followed) {
        Execution execution = running.get(id);
        if (execution != null) {
            return execution.stop(followed);
        }
        // most have ended, which need not wait for the writer
        store.find(id)
                .filter(flow -> flow.status() == Activeflow.Status.RUNNING)
                .ifPresent(_ -> ended(id, End.cutOff(followed)));
        return CompletableFuture.completedFuture(null);
    }

    /** Ends what an activeflow is doing, so that it goes on with what follows; without effect on one that does not. */
    public void skip(Id<Activeflow> id) {
        Optional.ofNullable(running.get(id)).ifPresent(Execution::skip);
    }

    /**
     * Goes on with this action, whatever it is doing; it is looked for in the actions under way and then outward.
     *
     * @return false when there is no such action, or it does not run
     */
    public boolean forward(Id<Activeflow> id, Id<Action> target) {
        return present(id).map(execution -> execution.turn(target)).orElse(false);
    }

    /**
     * Ends the actions that a service has brought along, and all that runs within them: it goes on behind the action
     * that pushed them ({@link voipbin.platform.flow.action.Step.Next.Push}).
     *
     * @return false when none of them is under way, or it does not run
     */
    public boolean leave(Id<Activeflow> id, Id<?> service) {
        return present(id).map(execution -> execution.leave(service)).orElse(false);
    }

    /**
     * Puts actions behind the one that is under way.
     *
     * @return false where that is one of the customer's own, or it does not run
     */
    public boolean add(Id<Activeflow> id, List<Action> actions) {
        return present(id).map(execution -> execution.add(actions)).orElse(false);
    }

    private Optional<Execution> present(Id<Activeflow> id) {
        return Optional.ofNullable(running.get(id));
    }

    /** Sets variables of one that runs; from any thread, without effect on one that does not. */
    public void set(Id<Activeflow> id, Map<String, String> variables) {
        Optional.ofNullable(running.get(id)).ifPresent(execution -> execution.set(variables));
    }

    Optional<Activeflow> unended(Id<Activeflow> id) {
        return Optional.ofNullable(fresh.remove(id))
                .or(() -> store.find(id))
                .filter(flow -> flow.status() == Activeflow.Status.RUNNING);
    }

    /** Records which action begins, on the activeflow and its call, in one transaction. */
    void entered(Execution.Order order, Execution.Standing now, boolean sameVariables) {
        record Entered(Action currentAction) {}
        record Changed(Action currentAction, Map<String, String> variables) {}
        Record change = sameVariables ? new Entered(now.current()) : new Changed(now.current(), now.variables());
        db.writeAlong(tx -> {
            order.call().ifPresent(call -> call.show(tx, now.current().at(tx.now())));
            return store.update(tx, order.id(), change, row -> row.at(now.current(), now.executed()));
        });
    }

    /** As it is: the row of one that runs does not say what it has left behind. */
    Activeflow shown(Activeflow row) {
        return present(row.id())
                .filter(_ -> row.status() == Activeflow.Status.RUNNING)
                .flatMap(Execution::standing)
                .map(now -> row.at(now.current(), now.executed()))
                .orElse(row);
    }

    /** Tells that an action could not do what it should; for activeflows without a call. */
    void failed(Id<Activeflow> id, Action action, Problem problem) {
        record Fault(Id<Activeflow> id, Id<Customer> customerId, Action action, String reason, String message) {}
        db.write(tx -> {
            store.find(tx, id).ifPresent(flow -> {
                Fault fault = new Fault(id, flow.customerId(), action, problem.reason(), problem.getMessage());
                db.outbox()
                        .append(
                                tx,
                                new Outbox.Entry(
                                        flow.customerId(), "activeflow_action_failed", fault, Visibility.CUSTOMER));
            });
            return true;
        });
    }

    /** Records the end, the first time only and as soon as it can be, and begins what is to follow. */
    void ended(Id<Activeflow> id, End end) {
        fresh.remove(id);
        try {
            db.writeEventually(
                    "the end of activeflow " + id,
                    (tx, _) -> store.find(tx, id)
                            .filter(flow -> flow.status() == Activeflow.Status.RUNNING)
                            .ifPresent(flow -> endings.end(tx, flow, end)));
        } finally {
            // only now: until then it is asked what the row does not say
            running.remove(id);
        }
    }

    /** As {@link Endings#begin}, with these variables and those that the other one has now. */
    public void begin(Tx tx, Id<Activeflow> after, Id<Flow> flowId, Map<String, String> more) {
        endings.begin(tx, after, flowId, variables -> {
            Map<String, String> now =
                    new HashMap<>(present(after).flatMap(Execution::variables).orElse(variables));
            now.putAll(more);
            return now;
        });
    }

    private void begin(Tx tx, Flow flow, Origin origin) {
        Activeflow next = create(tx, flow, origin);
        tx.afterCommit(() -> start(new Execution.Order(next.id(), flow.actions(), Optional.empty())));
    }

    /** Ends what a crash left running; call it before anything new starts. What is to follow does follow. */
    public int endUnfinished() {
        List<Activeflow> unfinished = store.all(store.table().is("status", Activeflow.Status.RUNNING));
        unfinished.stream()
                .filter(flow -> !running.containsKey(flow.id()))
                .forEach(flow -> ended(flow.id(), End.cutOff(true)));
        return unfinished.size();
    }

    @Override
    public void frozen(Tx tx, Customer customer) {
        tx.afterCommit(() -> stopAllOf(customer));
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        tx.afterCommit(() -> stopAllOf(customer));
    }

    /** For good: nothing follows. */
    private void stopAllOf(Customer customer) {
        store.all(store.table()
                        .is("customer_id", customer.id())
                        .and(store.table().is("status", Activeflow.Status.RUNNING)))
                .forEach(flow -> stop(flow.id(), false));
    }

    /** How many run now. */
    public int running() {
        return running.size();
    }
}
