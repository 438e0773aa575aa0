package voipbin.platform.flow;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.flow.action.Step;

/** The run of one activeflow: a virtual thread that takes one action after another; to stop it is to interrupt it. */
final class Execution implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    /** At most so many actions become current in the life of one activeflow; a loop ends here at the latest. */
    private static final int MOST_ACTIONS = 101;

    private final Activeflows activeflows;
    private final Id<Activeflow> id;
    private final List<Action> actions;
    private final CallPort call;
    private final Thread thread;

    Execution(Activeflows activeflows, Id<Activeflow> id, List<Action> actions, CallPort call) {
        this.activeflows = activeflows;
        this.id = id;
        this.actions = List.copyOf(actions);
        this.call = call;
        this.thread = Thread.ofVirtual().name("activeflow-" + id).unstarted(this);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    @Override
    public void run() {
        try {
            walk();
        } catch (InterruptedException stopped) {
            // the end of a call ends its flow in this way: nothing is left to do but to record it
        } catch (RuntimeException bug) {
            LOG.error("activeflow {} broke", id, bug);
        }
        // what follows must be recorded also when the interrupt comes now
        Thread.interrupted();
        activeflows.ended(id);
        call.flowEnded();
    }

    private void walk() throws InterruptedException {
        List<Action> executed = new ArrayList<>(List.of(Action.START));
        int at = 0;
        for (int taken = 0; at < actions.size() && taken < MOST_ACTIONS; taken++) {
            Action action = actions.get(at);
            activeflows.entered(id, action, List.copyOf(executed), call);
            Step.Next next = take(action);
            executed.add(action);
            at = switch (next) {
                case ONWARD -> successor(action, at);
                case STOP -> actions.size();
            };
        }
    }

    /** What goes wrong in an action that only makes sound is told as an event, and the flow goes on. */
    private Step.Next take(Action action) throws InterruptedException {
        try {
            return Step.parse(action).run(call);
        } catch (Problem problem) {
            call.failed(action, problem.reason(), problem.getMessage());
            return Step.Next.ONWARD;
        }
    }

    private int successor(Action action, int at) {
        if (action.nextId().isNil()) {
            return at + 1;
        }
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i).id().equals(action.nextId())) {
                return i;
            }
        }
        return actions.size();
    }
}
