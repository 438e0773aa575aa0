package voipbin.platform.flow;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.flow.action.OnError;
import voipbin.platform.flow.action.Step;
import voipbin.platform.flow.action.StepType;

/**
 * The run of an activeflow as such: one action after another, as linear code that blocks. Who keeps books of it, how
 * time passes and what the call is are told by whoever makes it: a real one and a simulated one differ in that only.
 */
final class Walk implements Run {

    /** At most so many actions become current in the life of one activeflow; a loop ends here at the latest. */
    static final int MOST_ACTIONS = 101;

    /** Keeps books. Called on the flow's thread. */
    interface Journal {

        /** An action begins, its texts filled in. */
        void entered(Action current, Executed executed);

        /** It is not for what this activeflow is about, or of no type that there is. */
        default void passedOver(Action action) {}

        /** It could not do what it should. */
        void failed(Action action, Problem problem);
    }

    /** What a walk goes through, and who helps. */
    record Setting(Activeflow activeflow, Optional<CallPort> call, Services services, Variables variables, Time time) {}

    private final Setting setting;
    private final Course course;
    private final Journal journal;
    private final Skips skips;
    private final Digits digits;
    private volatile boolean stopped;
    private volatile boolean finished;
    private boolean exhausted;
    private Action current = Action.START;

    /** @param interrupt ends whatever the flow's thread waits for, by an {@link InterruptedException} */
    Walk(Setting setting, List<Action> actions, Journal journal, Runnable interrupt) {
        this.setting = setting;
        this.course = new Course(actions);
        this.journal = journal;
        this.skips = new Skips(interrupt);
        this.digits = new Digits(setting.variables(), setting.time());
    }

    /** Takes all actions; returns at the end of the flow. */
    void run() throws InterruptedException {
        Executed executed = Executed.NOTHING;
        for (int taken = 0; taken < MOST_ACTIONS; taken++) {
            Optional<Action> next = course.advance();
            if (next.isEmpty()) {
                finished = true;
                return;
            }
            current = filled(next.get());
            requireGoingOn();
            journal.entered(current, executed);
            if (!take(current)) {
                return;
            }
            executed = executed.and(current);
        }
        exhausted = course.advance().isPresent();
    }

    /** Whether there was more to do than a flow may. */
    boolean isExhausted() {
        return exhausted;
    }

    /** Whether it went on behind its last action; otherwise it ended in the present one. */
    boolean isFinished() {
        return finished;
    }

    private Action filled(Action action) {
        return new Action(
                action.id(), action.nextId(), action.type(), setting.variables().in(action.option()), null);
    }

    /** Whether the flow goes on. */
    private boolean take(Action action) throws InterruptedException {
        Optional<StepType> type = StepType.find(action.type()).filter(this::fits);
        if (type.isEmpty()) {
            journal.passedOver(action);
            return true;
        }
        try {
            return follow(perform(type.get().read(action.option())));
        } catch (Problem problem) {
            journal.failed(action, problem);
            return type.get().onError() == OnError.NEXT;
        }
    }

    private boolean fits(StepType type) {
        return switch (type.media()) {
            case ANY -> true;
            case RTC -> setting.call().isPresent();
            case NON_RTC ->
                setting.call().isEmpty()
                        && !setting.activeflow().referenceType().isEmpty();
        };
    }

    /** What is cut short is over, as if it had ended by itself; it may also say so as something that went wrong. */
    private Step.Next perform(Step step) throws InterruptedException {
        skips.begin();
        try {
            return course.isTurned() ? Step.Next.ONWARD : step.run(this);
        } catch (InterruptedException | Problem ended) {
            if (!stopped && skips.end()) {
                return Step.Next.ONWARD;
            }
            requireGoingOn();
            throw ended;
        } finally {
            digits.tellNobody();
            if (skips.end()) {
                // the interrupt may still be waiting to be noticed: what follows must not be hit by it
                Thread.interrupted();
            }
        }
    }

    private void requireGoingOn() throws InterruptedException {
        if (stopped) {
            throw new InterruptedException("stopped");
        }
    }

    private boolean follow(Step.Next next) {
        return switch (next) {
            case Step.Next.Onward _ -> true;
            case Step.Next.End _ -> false;
            case Step.Next.Push(var service, var actions) -> {
                course.push(service, actions);
                yield true;
            }
            case Step.Next.Jump(var target) -> {
                if (!course.jump(target)) {
                    throw Problem.invalid("TARGET_NOT_FOUND", "target_id", "there is no action " + target);
                }
                yield true;
            }
        };
    }

    /** Whoever stops it interrupts its thread after this. */
    void stop() {
        stopped = true;
    }

    /** Goes on with this action, whatever is under way; from any thread. */
    boolean turn(Id<Action> target) {
        return cutting(course.turn(target));
    }

    /** Goes on behind the action that began this service; from any thread. */
    boolean leave(Id<?> service) {
        return cutting(course.leave(service));
    }

    private boolean cutting(boolean turned) {
        if (turned) {
            skips.ask(course::isTurned);
        }
        return turned;
    }

    /** Puts actions behind the present one; from any thread. */
    boolean add(List<Action> actions) {
        return course.add(actions);
    }

    @Override
    public Activeflow activeflow() {
        return setting.activeflow();
    }

    @Override
    public CallPort call() {
        return setting.call().orElseThrow(() -> new IllegalStateException("this activeflow has no call"));
    }

    @Override
    public Variables variables() {
        return setting.variables();
    }

    @Override
    public Digits digits() {
        return digits;
    }

    @Override
    public Time time() {
        return setting.time();
    }

    @Override
    public Services services() {
        return setting.services();
    }

    @Override
    public void skip() {
        skips.ask();
    }

    @Override
    public boolean jumpsWithin(int limit) {
        return course.jumpsWithin(limit);
    }

    @Override
    public Consumer<Problem> told() {
        Action present = current;
        return problem -> journal.failed(present, problem);
    }
}
