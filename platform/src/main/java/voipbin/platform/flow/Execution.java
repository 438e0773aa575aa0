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

    private final Activeflows activeflows;
    private final Order order;
    private final Thread thread;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile @Nullable Walk walk;
    private volatile boolean stopped;
    private volatile @Nullable Variables variables;

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
    CompletableFuture<Void> stop() {
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

    @Override
    public void run() {
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
            activeflows.ended(order.id(), Optional.ofNullable(variables).map(Variables::snapshot));
        } finally {
            over.complete(null);
            order.call().ifPresent(CallPort::flowEnded);
        }
    }

    /** Each line of the log that its actions write says whose it is; the thread is this flow's only. */
    private static void tell(Activeflow activeflow) {
        MDC.put("activeflow_id", activeflow.id().toString());
        MDC.put("customer_id", activeflow.customerId().toString());
        if (activeflow.referenceType().equals("call")) {
            MDC.put("call_id", activeflow.referenceId().toString());
        }
    }

    private void walk(Activeflow activeflow) {
        tell(activeflow);
        Variables named = new Variables(
                activeflow.variables(),
                () -> order.call().map(call -> call.facts().json()).orElse(""));
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

    @Override
    public void entered(Action current, List<Action> executed) {
        Map<String, String> named =
                Optional.ofNullable(variables).map(Variables::snapshot).orElse(Map.of());
        activeflows.entered(order, current, new Activeflows.Passed(executed, named));
    }

    @Override
    public void failed(Action action, Problem problem) {
        order.call()
                .ifPresentOrElse(
                        call -> call.failed(action, problem.reason(), problem.getMessage()),
                        () -> activeflows.failed(order.id(), action, problem));
    }
}
