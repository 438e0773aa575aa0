package voipbin.platform.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import voipbin.base.Id;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;

/** Creates, starts, records and stops activeflows. */
public final class Activeflows {

    private final Db db;
    private final Store<Activeflow> store;
    private final ConcurrentMap<Id<Activeflow>, Execution> running = new ConcurrentHashMap<>();

    public Activeflows(Db db, Store<Activeflow> store) {
        this.db = db;
        this.store = store;
    }

    /** An activeflow of a call, not started yet. */
    public Activeflow create(Tx tx, Flow flow, Id<?> call) {
        return store.insert(
                tx,
                new Activeflow(
                        Id.random(),
                        flow.customerId(),
                        flow.id(),
                        Activeflow.Status.RUNNING,
                        "call",
                        call,
                        Id.nil(),
                        flow.onCompleteFlowId(),
                        "",
                        "",
                        Action.START,
                        Id.nil(),
                        List.of(),
                        tx.now(),
                        null,
                        null));
    }

    /** Walks the flow on a thread of its own, which at the end tells the call. */
    public void start(Id<Activeflow> id, List<Action> actions, CallPort call) {
        Execution execution = new Execution(this, id, actions, call);
        running.put(id, execution);
        execution.start();
    }

    /** Ends an activeflow wherever it is; without effect when it has ended or never began. */
    public void stop(Id<Activeflow> id) {
        Execution execution = running.get(id);
        if (execution == null) {
            ended(id);
        } else {
            execution.stop();
        }
    }

    /** Records which action begins, on the activeflow and its call, in one transaction. */
    void entered(Id<Activeflow> id, Action action, List<Action> executed, CallPort call) {
        record Entered(Action currentAction, List<Action> executedActions) {}
        db.write(tx -> {
            call.show(tx, action.at(tx.now()));
            return store.update(tx, id, new Entered(action, executed));
        });
    }

    /** Records the end; the first time only. */
    void ended(Id<Activeflow> id) {
        running.remove(id);
        db.write(tx -> store.find(tx, id)
                .filter(flow -> flow.status() == Activeflow.Status.RUNNING)
                .map(flow -> end(tx, flow)));
    }

    private Activeflow end(Tx tx, Activeflow flow) {
        record Ended(Activeflow.Status status, Action currentAction, List<Action> executedActions) {}
        List<Action> executed = new ArrayList<>(flow.executedActions());
        executed.add(flow.currentAction());
        return store.update(tx, flow.id(), new Ended(Activeflow.Status.ENDED, Action.FINISH, List.copyOf(executed)));
    }

    /** Ends what a crash left running; call it before anything new starts. */
    public int endUnfinished() {
        List<Activeflow> unfinished = store.all(store.table().is("status", Activeflow.Status.RUNNING));
        unfinished.forEach(flow -> ended(flow.id()));
        return unfinished.size();
    }

    /** How many run now. */
    public int running() {
        return running.size();
    }
}
