package voipbin.platform.call;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.ManualTime;
import voipbin.media.MediaSession;
import voipbin.platform.call.Call.HangupReason;
import voipbin.platform.call.Call.Status;

class CallActorTest {

    private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(60), Duration.ofHours(1));

    private final ManualTime time = new ManualTime();
    private final World world = new World();
    private final Wire wire = new Wire();
    private final CallActor actor = new CallActor(Id.random(), world, wire::open, time, LIMITS);

    @Test
    void eachChangeIsRecordedOnceInItsOrder() {
        actor.start();
        tell(new CallSignal.Rings());
        tell(new CallSignal.Rings());
        tell(new CallSignal.Answered());
        tell(new CallSignal.Released(Cause.NORMAL));
        world.finished.orTimeout(5, SECONDS).join();
        assertThat(world.recorded)
                .extracting(CallState::status)
                .containsExactly(Status.RINGING, Status.PROGRESSING, Status.HANGUP);
        assertThat(time.pending()).as("no timer is left").isZero();
    }

    @Test
    void whoLosesTheRaceToAnswerIsHungUpWithoutItsFlow() {
        world.first = false;
        actor.start();
        tell(new CallSignal.Answered());
        assertThat(wire.released).hasSize(1);
        tell(new CallSignal.Released(Cause.NORMAL));
        world.finished.orTimeout(5, SECONDS).join();
        assertThat(world.recorded)
                .extracting(CallState::status)
                .containsExactly(Status.PROGRESSING, Status.TERMINATING, Status.HANGUP);
    }

    @Test
    void nobodyAnswersInTime() {
        actor.start();
        tell(new CallSignal.Rings());
        time.advance(Duration.ofSeconds(60));
        tell(new CallSignal.Released(Cause.NORMAL));
        world.finished.orTimeout(5, SECONDS).join();
        assertThat(world.recorded.getLast().reason()).isEqualTo(HangupReason.DIALOUT);
    }

    @Test
    void aDeviceThatIsGoneWithoutAWordIsWaitedForAFewSecondsOnly() {
        actor.start();
        tell(new CallSignal.HangupAsked());
        assertThat(world.recorded).extracting(CallState::status).containsExactly(Status.CANCELING);
        time.advance(LIMITS.release());
        world.finished.orTimeout(5, SECONDS).join();
        assertThat(world.recorded.getLast().reason()).isEqualTo(HangupReason.CANCEL);
    }

    @Test
    void aFailureWhileRecordingEndsTheCallInsteadOfLeavingIt() {
        world.broken = true;
        actor.start();
        tell(new CallSignal.Rings());
        assertThat(wire.released).hasSize(1);
        world.broken = false;
        tell(new CallSignal.Released(Cause.NORMAL));
        world.finished.orTimeout(5, SECONDS).join();
        assertThat(world.recorded).extracting(CallState::status).containsExactly(Status.HANGUP);
    }

    @Test
    void aLegThatCannotBeMadeEndsTheCallAsFailed() {
        CallActor broken = new CallActor(
                Id.random(),
                world,
                _ -> {
                    throw new IllegalStateException("no such host (a test says so)");
                },
                time,
                LIMITS);
        broken.start();
        world.finished.orTimeout(5, SECONDS).join();
        assertThat(world.recorded)
                .singleElement()
                .satisfies(over -> assertThat(over.reason()).isEqualTo(HangupReason.FAILED));
    }

    @Test
    void theNextWayIsTakenWhenOneFailsAndWhatTheOldLegStillSaysIsNotBelieved() {
        Ways ways = new Ways(3);
        ways.actor.start();
        ways.say(0, new CallSignal.Rings());
        ways.say(0, new CallSignal.Released(Cause.CONGESTION));
        ways.say(0, new CallSignal.Released(Cause.BUSY));
        ways.say(0, new CallSignal.Answered());
        ways.say(1, new CallSignal.Released(Cause.OUT_OF_ORDER));
        ways.say(2, new CallSignal.Answered());
        ways.say(2, new CallSignal.Released(Cause.NORMAL));
        world.finished.orTimeout(10, SECONDS).join();
        assertThat(world.recorded)
                .extracting(CallState::status)
                .containsExactly(Status.RINGING, Status.PROGRESSING, Status.HANGUP);
        assertThat(world.again).as("each further way is told").hasValue(2);
        assertThat(time.pending()).as("no timer is left").isZero();
    }

    @Test
    void eachWayHasItsOwnTimeAndOneThatDoesNotEvenRingGivesWayToTheNext() {
        Ways ways = new Ways(2);
        ways.actor.start();
        ways.say(0, new CallSignal.Released(Cause.CONGESTION));
        ways.awaitLeg(1);
        time.advance(Duration.ofSeconds(59));
        ways.say(1, new CallSignal.Rings());
        time.advance(Duration.ofSeconds(1));
        ways.say(1, new CallSignal.Released(Cause.NORMAL));
        world.finished.orTimeout(10, SECONDS).join();
        assertThat(world.recorded.getLast().reason()).isEqualTo(HangupReason.DIALOUT);
    }

    @Test
    void aSilentProviderIsGivenUpAfterItsTime() {
        Ways ways = new Ways(2);
        ways.actor.start();
        ways.awaitLeg(0);
        time.advance(Duration.ofSeconds(60));
        ways.say(0, new CallSignal.Released(Cause.NORMAL));
        ways.say(1, new CallSignal.Released(Cause.BUSY));
        world.finished.orTimeout(10, SECONDS).join();
        assertThat(world.recorded)
                .singleElement()
                .satisfies(over -> assertThat(over.reason()).isEqualTo(HangupReason.BUSY));
    }

    @Test
    void whatIsAskedOfACallThatHasEndedIsAnsweredAllTheSame() {
        actor.start();
        tell(new CallSignal.Released(Cause.BUSY));
        for (int i = 0; i < 1000; i++) {
            tell(new CallSignal.HangupAsked());
        }
        assertThat(world.recorded).hasSize(1);
    }

    private void tell(CallSignal signal) {
        actor.tell(signal).orTimeout(5, SECONDS).join();
    }

    private static final class World implements CallActor.World {

        private final List<CallState> recorded = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Boolean> finished = new CompletableFuture<>();
        private final AtomicInteger again = new AtomicInteger();
        private volatile boolean first = true;
        private volatile boolean broken;

        @Override
        public void record(CallState state) {
            if (broken) {
                throw new IllegalStateException("the disk is full (a test says so)");
            }
            recorded.add(state);
        }

        @Override
        public void dialledAgain() {
            again.incrementAndGet();
        }

        @Override
        public boolean takeAnswer() {
            return first;
        }

        @Override
        public void finish() {
            finished.complete(true);
        }
    }

    /** A call with several ways, and what the leg of each says. */
    private final class Ways {

        private final List<CompletableFuture<Consumer<CallSignal>>> legs;
        private final CallActor actor;

        private Ways(int count) {
            legs = Stream.generate(CompletableFuture<Consumer<CallSignal>>::new)
                    .limit(count)
                    .toList();
            List<Function<Consumer<CallSignal>, Leg>> ways = legs.stream()
                    .<Function<Consumer<CallSignal>, Leg>>map(said -> tell -> {
                        said.complete(tell);
                        return wire.open(tell);
                    })
                    .toList();
            actor = new CallActor(Id.random(), world, ways, time, LIMITS);
        }

        private Consumer<CallSignal> awaitLeg(int number) {
            return legs.get(number).orTimeout(10, SECONDS).join();
        }

        private void say(int number, CallSignal signal) {
            awaitLeg(number).accept(signal);
        }
    }

    private static final class Wire {

        private final List<Boolean> released = new CopyOnWriteArrayList<>();

        private Leg open(Consumer<CallSignal> tell) {
            return new Leg() {
                @Override
                public void dial() {
                    // the test says what happens
                }

                @Override
                public void release() {
                    released.add(true);
                }

                @Override
                public MediaSession media() {
                    throw new IllegalStateException("no sound here");
                }
            };
        }
    }
}
