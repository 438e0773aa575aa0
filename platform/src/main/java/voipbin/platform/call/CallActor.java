package voipbin.platform.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import voipbin.base.Id;
import voipbin.base.Timers;
import voipbin.base.Timers.Timer;
import voipbin.platform.call.Call.Status;

/**
 * One call that lives: a mailbox and one virtual thread. All that happens to the call is put into the mailbox and
 * looked at one at a time, so nothing here is locked and nothing else may touch the state.
 */
final class CallActor implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CallActor.class);

    /** What an actor needs of the rest of the house. */
    interface World {

        /** Stores the change of status, durably, with its event. */
        void record(CallState state);

        /** Where the call begins: {@code dialing} unless it came to us. */
        default CallState initial(int attemptsLeft) {
            return CallState.outgoing(attemptsLeft);
        }

        /** Whether the call must keep the way that it has taken, from this state on. */
        default boolean isSettled(CallState state) {
            return false;
        }

        /** Whether what ended one way leaves the next worth a try. */
        default boolean leadsOn(Cause why) {
            return true;
        }

        /** What log lines of this call have as fields of their own. */
        default Map<String, String> about() {
            return Map.of();
        }

        /** The leg is there; what follows is told by signals. */
        default void begun() {}

        /** There is something to hear before the answer. */
        default void early() {}

        /** The call goes out by its next way, the ones before having failed. */
        void dialledAgain();

        /** Whether this call may keep its answer; starts the flow if so. */
        boolean takeAnswer();

        /** The call is over and recorded: stops the flow and tells whoever waits. */
        void finish();
    }

    /** @param attempt whose leg or timer says it, to be believed only as long as that is the present one */
    private record Letter(CallSignal signal, int attempt, CompletableFuture<Void> handled) {}

    /** For what anybody else says. */
    private static final int ANY = -1;

    private final Id<Call> id;
    private final World world;
    private final Timers timers;
    private final CallLimits limits;
    private final BlockingQueue<Letter> mailbox = new LinkedBlockingQueue<>();
    private final List<Function<Consumer<CallSignal>, Leg>> legs;
    private volatile Leg leg = NoLeg.NOT_DIALLED;
    private volatile boolean over;
    private int attempt;
    private Optional<Timer> answer = Optional.empty();
    private volatile Cause cause = Cause.NORMAL;
    private CallState state;
    private Optional<Timer> patience = Optional.empty();

    /** A call that has one way only. */
    CallActor(Id<Call> id, World world, Function<Consumer<CallSignal>, Leg> leg, Timers timers, CallLimits limits) {
        this(id, world, List.of(leg), timers, limits);
    }

    /** @param legs opens the leg of each way to the destination, at least one */
    CallActor(
            Id<Call> id,
            World world,
            List<Function<Consumer<CallSignal>, Leg>> legs,
            Timers timers,
            CallLimits limits) {
        this.id = id;
        this.world = world;
        this.timers = timers;
        this.limits = limits;
        this.legs = List.copyOf(legs);
        this.state = world.initial(legs.size() - 1);
    }

    /** Puts a signal into the mailbox. The answer is there once it has been handled, or the call has ended before. */
    CompletableFuture<Void> tell(CallSignal signal) {
        return tell(signal, ANY);
    }

    private CompletableFuture<Void> tell(CallSignal signal, int from) {
        Letter letter = new Letter(signal, from, new CompletableFuture<>());
        mailbox.add(letter);
        if (over) {
            answerLate();
        }
        return letter.handled();
    }

    /** What arrives after the end changes nothing, but who waits for it must not wait for ever. */
    private void answerLate() {
        for (Letter late = mailbox.poll(); late != null; late = mailbox.poll()) {
            late.handled().complete(null);
        }
    }

    Leg leg() {
        return leg;
    }

    /** Why the leg is gone, once it is. */
    Cause cause() {
        return cause;
    }

    void start() {
        Thread.ofVirtual().name("call-" + id).start(this);
    }

    @Override
    public void run() {
        world.about().forEach(MDC::put);
        Timer duration = timers.after(limits.duration(), () -> tell(new CallSignal.DurationTimedOut()));
        dial();
        world.begun();
        while (state.status() != Status.HANGUP) {
            takeOne();
        }
        answer.ifPresent(Timer::cancel);
        duration.cancel();
        patience.ifPresent(Timer::cancel);
        world.finish();
        over = true;
        answerLate();
    }

    /** Opens the leg here and not where the call was asked for: looking up a host may take its time. */
    private void dial() {
        int now = attempt;
        answer = Optional.of(timers.after(limits.dial(), () -> tell(new CallSignal.DialTimedOut(), now)));
        try {
            leg = legs.get(now).apply(signal -> tell(signal, now));
            leg.dial();
        } catch (RuntimeException bug) {
            LOG.error("call {} cannot be dialled", id, bug);
            tell(new CallSignal.Released(Cause.FAILURE), now);
        }
    }

    private void dialNext() {
        answer.ifPresent(Timer::cancel);
        patience.ifPresent(Timer::cancel);
        patience = Optional.empty();
        attempt++;
        world.dialledAgain();
        dial();
    }

    /** A bug in the handling of one signal must not leave the call hanging: its leg is let go of. */
    private void takeOne() {
        try {
            Letter letter = mailbox.take();
            try {
                if (letter.attempt() == ANY || letter.attempt() == attempt) {
                    handle(letter.signal());
                }
            } catch (RuntimeException bug) {
                LOG.error("call {} broke", id, bug);
                release(Cause.FAILURE);
            } finally {
                letter.handled().complete(null);
            }
        } catch (InterruptedException nobodyInterruptsACall) {
            LOG.warn("call {} was interrupted", id);
        }
    }

    /**
     * A device that has gone without a word keeps its INVITE alive for half a minute (RFC 3261, timer B): nobody who
     * watches the call is to wait that long.
     */
    private void release(Cause why) {
        leg.release(why);
        if (patience.isEmpty()) {
            int now = attempt;
            patience = Optional.of(
                    timers.after(limits.release(), () -> tell(new CallSignal.Released(Cause.NO_RESPONSE), now)));
        }
    }

    private void handle(CallSignal signal) {
        if (signal instanceof CallSignal.Released(Cause why) && !world.leadsOn(why)) {
            state = state.onLastAttempt();
        }
        CallMachine.Turn turn = CallMachine.next(state, signal);
        if (signal instanceof CallSignal.Released(Cause why)) {
            cause = state.releasing().orElse(why);
        }
        boolean changed = turn.state().status() != state.status();
        state = turn.state();
        if (changed) {
            world.record(state);
            state = world.isSettled(state) ? state.onLastAttempt() : state;
        }
        for (CallEffect effect : turn.effects()) {
            switch (effect) {
                case RELEASE_LEG -> release(causeOf(signal));
                case ANSWER_LEG -> leg.answer();
                case TELL_EARLY -> world.early();
                case DIAL_NEXT -> dialNext();
                case TAKE_ANSWER -> {
                    if (!world.takeAnswer()) {
                        handle(new CallSignal.HangupAsked());
                    }
                }
            }
        }
    }

    private static Cause causeOf(CallSignal signal) {
        return switch (signal) {
            case CallSignal.HangupAsked(Cause why) -> why;
            case CallSignal.DurationTimedOut _ -> Cause.DURATION;
            case CallSignal.Rings _,
                    CallSignal.EarlyMedia _,
                    CallSignal.AnswerAsked _,
                    CallSignal.Answered _,
                    CallSignal.DialTimedOut _,
                    CallSignal.Released _ -> Cause.NO_ANSWER;
        };
    }
}
