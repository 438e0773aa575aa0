package voipbin.platform.flow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.platform.flow.Furnished.action;
import static voipbin.platform.flow.Furnished.talk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.Problem;

/** What real activeflows do beyond walking: keys, skips, variables that are kept, and those that follow. */
class EngineTest {

    private final Furnished house = new Furnished();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aKeyCutsATalkShortAndTheFlowGoesOn() throws Exception {
        house.start(
                house.create(action("talk", Map.of("text", "on and on...", "digits_handle", "next")), talk("next")));
        assertThat(house.call.talking.await(20, SECONDS)).isTrue();
        house.call.presses.get(20, SECONDS).accept('1');
        house.call.over.get(20, SECONDS);
        assertThat(house.call.said).containsExactly("on and on...", "next");
    }

    @Test
    void anActiveflowCanBeToldToGoOn() throws Exception {
        Activeflow flow = house.create(talk("on and on..."), talk("next"));
        house.start(flow);
        assertThat(house.call.talking.await(20, SECONDS)).isTrue();
        house.activeflows.skip(flow.id());
        house.call.over.get(20, SECONDS);
        assertThat(house.call.said).containsExactly("on and on...", "next");
    }

    @Test
    void variablesOfARequestAreThereAndWhatIsSetIsKept() {
        Activeflow flow = house.create(
                Id.nil(),
                Map.of("name", "Ann", "voipbin.call.id", "forged"),
                action("variable_set", Map.of("key", "greeting", "value", "Hello ${name}")),
                talk("${greeting} ${voipbin.call.id}${voipbin.activeflow.id}${voipbin.activeflow.complete_count}"));
        house.start(flow);
        house.call.over.orTimeout(20, SECONDS).join();
        assertThat(house.call.said).containsExactly("Hello Ann " + flow.id() + "0");
        assertThat(house.found(flow.id()).variables()).containsEntry("greeting", "Hello Ann");
        assertThat(voipbin.kit.json.Json.write(house.found(flow.id()))).doesNotContain("variables");
    }

    @Test
    void whatFailsLaterIsToldOfTheActionThatBeganIt() throws Exception {
        Activeflow flow = house.create(
                action("talk", Map.of("text", "aside", "async", true)), action("answer", Map.of()), talk("on..."));
        house.start(flow);
        assertThat(house.call.talking.await(20, SECONDS)).isTrue();
        house.call.breaks.accept(new Problem(Problem.Status.UNAVAILABLE, "SYNTHESIZER_UNAVAILABLE", "late"));
        house.activeflows.stop(flow.id()).get(20, SECONDS);
        assertThat(house.call.failed)
                .extracting(Action::option)
                .containsExactly(Map.of("text", "aside", "async", true));
    }

    @Test
    void theSubstitutedActionIsShown() {
        Activeflow ended = house.run(talk("from ${voipbin.call.source.target}"));
        assertThat(ended.executedActions().getLast().option()).containsEntry("text", "from +15551230000");
    }

    @Test
    void fourFollowAndInheritAndNoMore() throws Exception {
        CountDownLatch ran = new CountDownLatch(4);
        List<String> told = new java.util.concurrent.CopyOnWriteArrayList<>();
        house.activeflows.serve(new Services(
                house.flows.source(),
                (_, _, _) -> List.of(),
                (_, hook, _) -> {
                    told.add(hook.data());
                    ran.countDown();
                },
                (_, _) -> {},
                Services.none().recordings(),
                Services.none().externalMedias(),
                (type, id) -> type + " " + id,
                voipbin.platform.flow.action.LaterStepTest.REFUSING));
        Flow next = house.flow(
                talk("never"),
                action("variable_set", Map.of("key", "voipbin.activeflow.complete_count", "value", "0")),
                action("webhook_send", Map.of("uri", "http://x.example/", "data", "${who}")));
        house.flowStore.update(next.id(), new Furnished.Chained(next.id()));
        Activeflow first = house.create(next.id(), Map.of("who", "Ann"), talk("one"));
        house.start(first);
        assertThat(ran.await(20, SECONDS)).isTrue();
        house.call.over.get(20, SECONDS);
        while (house.activeflows.running() > 0) {
            Thread.yield();
        }
        assertThat(told).containsExactly("Ann", "Ann", "Ann", "Ann");
        assertThat(house.call.said).as("the call is over for those that follow").containsExactly("one");
        assertThat(house.store.count(house.store.table().is("customer_id", house.customer)))
                .isEqualTo(5);
    }

    @Test
    void whatACrashCutOffIsFollowedToo() {
        Flow next = house.flow(action("empty", Map.of()));
        house.create(next.id(), Map.of(), talk("lost"));
        house.activeflows.endUnfinished();
        assertThat(house.store.first(house.store.table().is("flow_id", next.id())))
                .isPresent();
        while (house.activeflows.running() > 0) {
            Thread.yield();
        }
    }

    @Test
    void oneThatWasStoppedBeforeItBeganDoesNothing() {
        Activeflow flow = house.create(talk("never"));
        house.activeflows.stop(flow.id()).join();
        house.start(flow);
        house.call.over.orTimeout(20, SECONDS).join();
        assertThat(house.call.said).isEmpty();
    }

    @Test
    void anotherFlowsActionsRunInBetweenIfItIsOnesOwn() {
        house.activeflows.serve(new Services(
                house.flows.source(),
                (_, _, _) -> List.of(),
                (_, _, _) -> {},
                (_, _) -> {},
                Services.none().recordings(),
                Services.none().externalMedias(),
                (type, id) -> type + " " + id,
                voipbin.platform.flow.action.LaterStepTest.REFUSING));
        Flow other = house.flow(talk("inner"));
        house.run(action("fetch_flow", Map.of("flow_id", other.id().toString())), talk("outer"));
        assertThat(house.call.said).containsExactly("inner", "outer");
    }

    @Test
    void aStoppedApiFlowIsRecordedWhenTheAnswerIsThere() {
        Activeflow flow = house.db.write(tx -> house.activeflows.create(
                tx,
                house.flows.temporary(tx, house.customer, List.of(action("block", Map.of()))),
                new Origin(Id.nil(), Origin.API, Id.nil(), Id.nil(), 0, Map.of(), Origin.Hook.NONE)));
        house.activeflows.start(
                new Execution.Order(flow.id(), house.flowOf(flow).actions(), Optional.empty()));
        house.activeflows.stop(flow.id()).orTimeout(20, SECONDS).join();
        assertThat(house.found(flow.id()).status()).isEqualTo(Activeflow.Status.ENDED);
    }
}
