package voipbin.platform.flow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.platform.flow.Furnished.action;
import static voipbin.platform.flow.Furnished.talk;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.event.Position;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Store;

class ActiveflowsTest {

    private final Furnished house = new Furnished();
    private final Activeflows activeflows = house.activeflows;
    private final Store<Activeflow> store = house.store;
    private final Heard call = house.call;

    @AfterEach
    void close() {
        house.close();
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
    void whatIsLoggedMeanwhileSaysOfWhichActiveflow() {
        Activeflow ended = run(talk("one"));
        assertThat(call.about)
                .containsEntry("activeflow_id", ended.id().toString())
                .containsEntry("call_id", ended.referenceId().toString())
                .containsEntry("customer_id", ended.customerId().toString());
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
    void oneThatEndsBeforeItsLastActionShowsInWhichOne() {
        Activeflow ended = run(talk("one"), action("stop", Map.of()), talk("two"));
        assertThat(ended.status()).isEqualTo(Activeflow.Status.ENDED);
        assertThat(ended.currentAction().type()).isEqualTo("stop");
        assertThat(ended.executedActions()).extracting(Action::type).containsExactly("", "talk");
        Activeflow never = create(talk("never"));
        activeflows.stop(never.id());
        assertThat(house.found(never.id()).currentAction()).isEqualTo(Action.START);
    }

    @Test
    void hangupTellsTheReasonAndEnds() {
        run(action("hangup", Map.of("reason", "busy")), talk("two"));
        assertThat(call.hangups).containsExactly("busy");
        assertThat(call.said).isEmpty();
    }

    @Test
    void connectHandsOverWhomToRingAndTheFlowGoesOn() {
        Map<String, Object> to = Map.of("type", "extension", "target_name", "2000");
        run(action("connect", Map.of("destinations", List.of(to), "early_media", true)), talk("two"));
        assertThat(call.connections).singleElement().satisfies(wish -> {
            assertThat(wish.destinations()).singleElement().satisfies(address -> {
                assertThat(address.targetName()).isEqualTo("2000");
            });
            assertThat(wish.earlyMedia()).isTrue();
            assertThat(wish.relayReason()).isFalse();
        });
        assertThat(call.said).containsExactly("connects", "two");
    }

    @Test
    void connectEndsTheFlowWhenNobodyCouldBeRung() {
        call.connects = false;
        run(action("connect", Map.of("destinations", List.of())), talk("two"));
        assertThat(call.said).containsExactly("connects");
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
        house.start(created);
        assertThat(call.began.await(20, SECONDS)).isTrue();
        activeflows.stop(created.id());
        call.over.get(20, SECONDS);
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
    void whatItHasDoneIsShownAndToldWhileItRunsAndKnownAfterACrash() throws Exception {
        Activeflow created = create(talk("one"), talk("two"), talk("on and on..."));
        house.start(created);
        assertThat(call.talking.await(20, SECONDS)).isTrue();
        assertThat(activeflows.shown(house.found(created.id()))).satisfies(shown -> {
            assertThat(shown.currentAction().option()).containsEntry("text", "on and on...");
            assertThat(shown.executedActions()).extracting(Action::type).containsExactly("", "talk", "talk");
        });
        String told = house.db.outbox().after(Position.START, 100).getLast().data();
        assertThat(told).isEqualTo(Json.write(activeflows.shown(house.found(created.id()))));

        // another one on the same database: as after a crash
        new Activeflows(house.db, store, house.flows, java.time.Clock.systemUTC()).endUnfinished();
        Activeflow ended = house.found(created.id());
        assertThat(ended.currentAction().option()).containsEntry("text", "on and on...");
        assertThat(ended.executedActions())
                .extracting(action -> action.option().get("text"))
                .containsExactly(null, "one", "two");
        assertThat(activeflows.shown(ended)).isEqualTo(ended);
        activeflows.stop(created.id()).get(20, SECONDS);
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
        return house.run(actions);
    }

    private Activeflow create(Action... actions) {
        return house.create(actions);
    }
}
