package voipbin.platform.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import voipbin.base.Id;
import voipbin.base.Problem;

/** The life of one activeflow: a virtual thread that takes one action after another; to stop it is to interrupt it. */
final class Execution implements Runnable, Walk.Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    /** What is run, for whom. */
    record Order(Id<Activeflow> id, List<Action> actions, Optional<CallPort> call) {}

    /**
     * Where it is, as its row and its latest event say.
     *
     * @param variables as they were when the action began
     */
    record Standing(Action current, Executed executed, Map<String, String> variables) {}

    private final Activeflows activeflows;
    private final Order order;
    private final Thread thread;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile @Nullable Walk walk;
    private volatile boolean stopped;
    private volatile boolean followed = true;
    private volatile @Nullable Variables variables;
    private volatile @Nullable Standing standing;

    /** What others set, perhaps before the walk began. */
    private final Map<String, String> told = new ConcurrentHashMap<>();

    Execution(Activeflows activeflows, Order order) {
        this.activeflows = activeflows;
        this.order = order;
        this.thread = Thread.ofVirtual().name("activeflow-" + order.id()).unstarted(this);
    }

    void start() {
        thread.start();
    }

    /** Asks for the end; the answer is there when it is recorded. */
    CompletableFuture<Void> stop(boolean mayBeFollowed) {
        if (!mayBeFollowed) {
            followed = false;
        }
        stopped = true;
        Walk present = walk;
        if (present != null) {
            present.stop();
        }
        thread.interrupt();
        return over;
    }

    /** Sets variables while it runs; from any thread. */
    void set(Map<String, String> values) {
        told.putAll(values);
        Variables present = variables;
        if (present != null) {
            present.setAll(values);
        }
    }

    /** The variables as they are now; empty before the walk began. */
    Optional<Map<String, String>> variables() {
        return Optional.ofNullable(variables).map(Variables::snapshot);
    }

    /** Ends the action that is under way, so that the flow goes on. */
    void skip() {
        Walk present = walk;
        if (present != null) {
            present.skip();
        }
    }

    /** Goes on with this action; false when there is no such or it does not walk. */
    boolean turn(Id<Action> target) {
        Walk present = walk;
        return present != null && present.turn(target);
    }

    /** Goes on behind the action that began this service; false when there is none or it does not walk. */
    boolean leave(Id<?> service) {
        Walk present = walk;
        return present != null && present.leave(service);
    }

    /** Puts actions behind the present one; false in the customer's own, or when it does not walk. */
    boolean add(List<Action> actions) {
        Walk present = walk;
        return present != null && present.add(actions);
    }

    @Override
    public void run() {
        MDC.put("activeflow_id", order.id().toString());
        try {
            if (!stopped) {
                activeflows.unended(order.id()).ifPresent(this::walk);
            }
        } catch (RuntimeException bug) {
            LOG.error("activeflow {} broke", order.id(), bug);
        }
        // what follows must be recorded also when the interrupt comes now
        Thread.interrupted();
        try {
            activeflows.ended(order.id(), end());
        } finally {
            over.complete(null);
            order.call().ifPresent(CallPort::flowEnded);
        }
    }

    private End end() {
        Walk last = walk;
        return new End(
                last != null && last.isFinished(),
                followed,
                standing().map(Standing::executed),
                Optional.ofNullable(variables).map(Variables::snapshot));
    }

    private void walk(Activeflow activeflow) {
        MDC.put("customer_id", activeflow.customerId().toString());
        if (activeflow.referenceType().equals(Origin.CALL)) {
            MDC.put("call_id", activeflow.referenceId().toString());
        }
        Variables named = new Variables(
                activeflow.variables(),
                () -> order.call().map(call -> call.facts().json()).orElseGet(() -> reference(activeflow)));
        order.call().ifPresent(call -> named.setAll(call.facts().variables()));
        variables = named;
        named.setAll(told);
        Walk begun = new Walk(
                new Walk.Setting(activeflow, order.call(), activeflows.services(), named, activeflows.time()),
                order.actions(),
                this,
                thread::interrupt);
        walk = begun;
        order.call().ifPresent(call -> call.keys().listen(begun.digits()::pressed));
        if (stopped) {
            return;
        }
        try {
            begun.run();
        } catch (InterruptedException stop) {
            // the end of a call ends its flow in this way: nothing is left to do but to record it
        }
    }

    private String reference(Activeflow activeflow) {
        return activeflows.services().references().json(activeflow.referenceType(), activeflow.referenceId());
    }

    @Override
    public void entered(Action current, Executed executed) {
        Map<String, String> named =
                Optional.ofNullable(variables).map(Variables::snapshot).orElse(Map.of());
        Standing now = new Standing(current, executed, named);
        activeflows.entered(
                order,
                now,
                standing().filter(before -> before.variables().equals(named)).isPresent());
        standing = now;
    }

    /** Empty before its first action has begun. */
    Optional<Standing> standing() {
        return Optional.ofNullable(standing);
    }

    @Override
    public void failed(Action action, Problem problem) {
        order.call()
                .ifPresentOrElse(
                        call -> call.failed(action, problem.reason(), problem.getMessage()),
                        () -> activeflows.failed(order.id(), action, problem));
    }
}
