package voipbin.platform.flow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;
import voipbin.speech.Utterance;

class ActiveflowsTest {

    private final Db db = TestDatabase.open();
    private final Store<Activeflow> store =
            new Store<>(db, Table.of("activeflows", Activeflow.class), new Noun("activeflow", Visibility.CUSTOMER));
    private final Activeflows activeflows = new Activeflows(db, store);
    private final Flows flows =
            new Flows(new Store<>(db, Table.of("flows", Flow.class), new Noun("flow", Visibility.INTERNAL)));
    private final Heard call = new Heard();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void walksTheActionsInOrderAndTellsTheCallAtTheEnd() {
        Activeflow ended = run(talk("one"), action("empty", Map.of()), talk("two"));
        assertThat(call.said).containsExactly("one", "two");
        assertThat(ended.status()).isEqualTo(Activeflow.Status.ENDED);
        assertThat(ended.currentAction().id()).isEqualTo(Action.FINISH.id());
        assertThat(ended.executedActions()).extracting(Action::type).containsExactly("", "talk", "empty", "talk");
    }

    @Test
    void showsEachActionOnItsCallWithTheTimeItBegan() {
        run(talk("one"));
        assertThat(call.shown).singleElement().satisfies(action -> {
            assertThat(action.type()).isEqualTo("talk");
            assertThat(action.tmExecute()).isNotNull();
        });
    }

    @Test
    void stopEndsTheFlowBeforeWhatFollows() {
        run(talk("one"), action("stop", Map.of()), talk("two"));
        assertThat(call.said).containsExactly("one");
    }

    @Test
    void hangupTellsTheReasonAndEnds() {
        run(action("hangup", Map.of("reason", "busy")), talk("two"));
        assertThat(call.hangups).containsExactly("busy");
        assertThat(call.said).isEmpty();
    }

    @Test
    void nextIdGoesElsewhere() {
        Action last = talk("last");
        Action jump = new Action(Id.random(), last.id(), "talk", Map.of("text", "first"), null);
        run(jump, talk("never"), last);
        assertThat(call.said).containsExactly("first", "last");
    }

    @Test
    void aLoopEndsAfterAHundredAndOneActions() {
        Id<Action> id = Id.random();
        run(new Action(id, id, "talk", Map.of("text", "again"), null));
        assertThat(call.said).hasSize(101);
    }

    @Test
    void whatCannotBeSaidIsToldAndTheFlowGoesOn() {
        call.mute = true;
        run(talk("one"), action("empty", Map.of()));
        assertThat(call.faults).containsExactly("talk SYNTHESIZER_UNAVAILABLE");
        assertThat(call.shown).extracting(Action::type).containsExactly("talk", "empty");
    }

    @Test
    void anOptionOfTheWrongTypeIsToldAndTheFlowGoesOn() {
        run(action("sleep", Map.of("duration", "soon")), talk("two"));
        assertThat(call.faults).singleElement().asString().startsWith("sleep INVALID");
        assertThat(call.said).containsExactly("two");
    }

    @Test
    void stoppingInterruptsWhatRuns() throws Exception {
        Activeflow created = create(action("sleep", Map.of("duration", 60_000)), talk("never"));
        activeflows.start(created.id(), flowOf(created).actions(), call);
        assertThat(call.began.await(5, SECONDS)).isTrue();
        activeflows.stop(created.id());
        call.over.get(5, SECONDS);
        assertThat(call.said).isEmpty();
        assertThat(store.find(created.id()).orElseThrow().status()).isEqualTo(Activeflow.Status.ENDED);
        assertThat(activeflows.running()).isZero();
    }

    @Test
    void stoppingWhatNeverBeganEndsIt() {
        Activeflow created = create(talk("never"));
        activeflows.stop(created.id());
        assertThat(store.find(created.id()).orElseThrow().status()).isEqualTo(Activeflow.Status.ENDED);
    }

    @Test
    void whatACrashLeftRunningIsEndedOnce() {
        create(talk("lost"));
        create(talk("lost"));
        assertThat(activeflows.endUnfinished()).isEqualTo(2);
        assertThat(activeflows.endUnfinished()).isZero();
    }

    @Test
    void anUnknownTypeIsRefusedWithItsPlace() {
        List<Action> actions = List.of(talk("one"), action("teleport", Map.of()));
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(Problem.class, () -> Flows.validate(actions)))
                .satisfies(problem -> {
                    assertThat(problem.reason()).isEqualTo("INVALID_ACTION_TYPE");
                    assertThat(problem.getMessage()).contains("actions[1].type", "teleport", "talk");
                });
    }

    private Activeflow run(Action... actions) {
        Activeflow created = create(actions);
        activeflows.start(created.id(), flowOf(created).actions(), call);
        call.over.orTimeout(10, SECONDS).join();
        return store.find(created.id()).orElseThrow();
    }

    private Activeflow create(Action... actions) {
        return db.write(tx -> activeflows.create(tx, flows.temporary(tx, Id.random(), List.of(actions)), Id.random()));
    }

    private Flow flowOf(Activeflow activeflow) {
        return db.read(tx -> flows.own(tx, activeflow.customerId(), activeflow.flowId()));
    }

    private static Action talk(String text) {
        return action("talk", Map.of("text", text, "language", "en-US"));
    }

    private static Action action(String type, Map<String, Object> option) {
        return new Action(Id.random(), Id.nil(), type, option, null);
    }

    /** A call that remembers what its flow did to it. */
    private static final class Heard implements CallPort {

        private final List<Connection> connections = new CopyOnWriteArrayList<>();
        private volatile boolean connects = true;

        private final List<String> said = new CopyOnWriteArrayList<>();
        private final List<String> hangups = new CopyOnWriteArrayList<>();
        private final List<String> faults = new CopyOnWriteArrayList<>();
        private final List<Action> shown = new ArrayList<>();
        private final CountDownLatch began = new CountDownLatch(1);
        private final CompletableFuture<Duration> over = new CompletableFuture<>();
        private boolean mute;

        @Override
        public void answer() {}

        @Override
        public boolean connect(Connection wish) {
            connections.add(wish);
            return connects;
        }

        @Override
        public void join(Id<?> confbridge) {
            said.add("joined " + confbridge);
        }

        @Override
        public void talk(Utterance utterance) {
            if (mute) {
                throw new Problem(Problem.Status.UNAVAILABLE, "SYNTHESIZER_UNAVAILABLE", "install flite");
            }
            said.add(utterance.text());
        }

        @Override
        public void play(List<URI> urls) {
            urls.forEach(url -> said.add(url.toString()));
        }

        @Override
        public void hangup(String reason) {
            hangups.add(reason);
        }

        @Override
        public void show(Tx tx, Action action) {
            shown.add(action);
            began.countDown();
        }

        @Override
        public void failed(Action action, String reason, String message) {
            faults.add(action.type() + " " + reason);
        }

        @Override
        public void flowEnded() {
            over.complete(Duration.ZERO);
        }
    }
}
