package voipbin.platform.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import voipbin.base.Timers;
import voipbin.media.Tap;
import voipbin.media.amd.AnswerDetector;
import voipbin.media.amd.AnswerRules;
import voipbin.media.amd.Answerer;
import voipbin.media.amd.MessageEnd;
import voipbin.platform.flow.AnswerPort;

/** Who has answered a call, by what it says. */
final class CallAnswers implements AnswerPort {

    /** Nothing is heard of a call without media; then these run out. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private final Supplier<Leg> leg;
    private final Timers timers;
    private final AnswerRules rules = AnswerRules.STANDARD;

    CallAnswers(Supplier<Leg> leg, Timers timers) {
        this.leg = leg;
        this.timers = timers;
    }

    /** Hears until something is clear. */
    @FunctionalInterface
    private interface Ear {

        boolean isDone(short[] in);
    }

    @Override
    public Answerer find() throws InterruptedException {
        AnswerDetector detector = new AnswerDetector(rules);
        CompletableFuture<Answerer> found = new CompletableFuture<>();
        listen(
                in -> {
                    detector.hear(in).ifPresent(found::complete);
                    return found.isDone();
                },
                rules.totalAnalysisTime().plus(LATE));
        return found.getNow(Answerer.UNKNOWN);
    }

    @Override
    public void find(Consumer<Answerer> then) {
        Thread.ofVirtual().name("amd").start(() -> {
            try {
                then.accept(find());
            } catch (InterruptedException nobodyInterruptsIt) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void awaitMessageEnd() throws InterruptedException {
        listen(new MessageEnd(rules)::hear, rules.message().plus(LATE));
    }

    /** Blocks until the ear has heard enough, the call is over, or the time is. */
    private void listen(Ear ear, Duration limit) throws InterruptedException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Tap tap = new Tap() {
            @Override
            public boolean hear(short[] in, short[] out) {
                boolean done = ear.isDone(in);
                if (done) {
                    over.complete(null);
                }
                return !done;
            }

            @Override
            public void close() {
                over.complete(null);
            }
        };
        Timers.Timer late = timers.after(limit, () -> over.complete(null));
        leg.get().media().tap(tap);
        try {
            over.get();
        } catch (ExecutionException neverCompletedSo) {
            throw new IllegalStateException(neverCompletedSo);
        } finally {
            late.cancel();
            leg.get().media().untap(tap);
        }
    }
}
