package voipbin.platform.flow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.platform.flow.Furnished.action;
import static voipbin.platform.flow.Furnished.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.json.Json;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.action.Step;

/** Services that a flow joins, which bring actions along and may end them, jump among them and add to them. */
class ServicesOfFlowsTest {

    private final Furnished house = new Furnished();
    private final Id<?> service = Id.random();
    private final List<Action> brought = new ArrayList<>();
    private final List<Action> fetched = new ArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);

    @AfterEach
    void close() {
        house.close();
    }

    private Activeflow joining(Action... behind) {
        house.activeflows.serve(new Services(
                house.flows.source(),
                this::fetch,
                (_, _, _) -> {},
                (_, _) -> {},
                Services.none().recordings(),
                Services.none().externalMedias(),
                (type, id) -> type + " " + id,
                (_, _) -> new Step.Next.Push(service, brought)));
        List<Action> actions = new ArrayList<>(List.of(action("queue_join", Map.of())));
        actions.addAll(List.of(behind));
        return house.create(actions.toArray(Action[]::new));
    }

    private List<Action> fetch(Activeflow activeflow, String method, java.net.URI url) {
        if (!fetched.isEmpty()) {
            return fetched;
        }
        asked.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
        throw new Problem(Problem.Status.UNAVAILABLE, "FETCH_FAILED", "interrupted");
    }

    private static Action fetch() {
        return action("fetch", Map.of("event_url", "http://x.example/"));
    }

    private void runsUntilItTalks(Activeflow flow) throws InterruptedException {
        house.start(flow);
        assertThat(house.call.talking.await(20, SECONDS)).isTrue();
    }

    private List<String> saidInAll() throws Exception {
        house.call.over.get(20, SECONDS);
        return house.call.said;
    }

    @Test
    void whatAServiceBroughtRunsAndThenTheFlowGoesOn() throws Exception {
        brought.add(talk("waiting"));
        house.start(joining(talk("after")));
        assertThat(saidInAll()).containsExactly("waiting", "after");
    }

    @Test
    void aServiceThatEndsTakesAlongWhatRunsWithinIt() throws Exception {
        fetched.add(talk("music..."));
        brought.addAll(List.of(fetch(), talk("never")));
        Activeflow flow = joining(talk("after"));
        runsUntilItTalks(flow);
        assertThat(house.activeflows.leave(flow.id(), service)).isTrue();
        assertThat(house.activeflows.leave(flow.id(), service)).as("once").isFalse();
        assertThat(saidInAll()).containsExactly("music...", "after");
    }

    @Test
    void aServiceThatIsNotUnderWayEndsNothing() throws Exception {
        brought.add(talk("waiting..."));
        Activeflow flow = joining(talk("after"));
        runsUntilItTalks(flow);
        assertThat(house.activeflows.leave(flow.id(), Id.random())).isFalse();
        assertThat(house.activeflows.leave(flow.id(), Id.nil())).isFalse();
        assertThat(house.activeflows.leave(Id.random(), service)).isFalse();
        assertThat(house.activeflows.forward(flow.id(), Id.random())).isFalse();
        house.activeflows.skip(flow.id());
        assertThat(saidInAll()).containsExactly("waiting...", "after");
    }

    @Test
    void aServiceMaySendACallOnAndPutActionsBehindThePresentOne() throws Exception {
        Action agent = talk("agent...");
        brought.addAll(List.of(talk("wait..."), talk("never"), agent));
        Activeflow flow = joining(talk("after"));
        runsUntilItTalks(flow);
        assertThat(house.activeflows.forward(flow.id(), agent.id())).isTrue();
        while (!house.call.said.contains("agent...")) {
            Thread.onSpinWait();
        }
        assertThat(house.activeflows.add(flow.id(), List.of(talk("added")))).isTrue();
        house.activeflows.skip(flow.id());
        assertThat(saidInAll()).containsExactly("wait...", "agent...", "added", "after");
    }

    @Test
    void nothingIsPutAmongTheCustomersOwnActions() throws Exception {
        Activeflow flow = house.create(talk("own..."));
        assertThat(house.activeflows.add(flow.id(), List.of(talk("added")))).isFalse();
        runsUntilItTalks(flow);
        assertThat(house.activeflows.add(flow.id(), List.of(talk("added")))).isFalse();
        house.activeflows.skip(flow.id());
        assertThat(saidInAll()).containsExactly("own...");
    }

    @Test
    void onceItWasTurnedThePresentActionSaysNoMoreWhatIsNext() {
        Action first = talk("first");
        Action last = talk("last");
        Course course = new Course(List.of(first, last));
        assertThat(course.advance()).contains(first);
        assertThat(course.turn(last.id())).isTrue();
        assertThat(course.jump(first.id())).isTrue();
        course.push(List.of(talk("pushed")));
        assertThat(course.jumpsWithin(9)).isFalse();
        assertThat(course.advance()).contains(last);
        assertThat(course.advance()).isEmpty();
        assertThat(course.add(List.of(first))).isFalse();
        assertThat(course.turn(first.id())).isFalse();
    }

    @Test
    void whatIsCutShortMaySayThatItFailed() throws Exception {
        Activeflow flow = joining(fetch(), talk("after"));
        house.start(flow);
        assertThat(asked.await(20, SECONDS)).isTrue();
        house.activeflows.skip(flow.id());
        assertThat(saidInAll()).containsExactly("after");
        assertThat(house.call.faults).isEmpty();
    }

    @Test
    void whatAStopCutsOffIsNoFailure() throws Exception {
        Activeflow flow = joining(fetch(), talk("never"));
        house.start(flow);
        assertThat(asked.await(20, SECONDS)).isTrue();
        house.activeflows.stop(flow.id()).get(20, SECONDS);
        assertThat(saidInAll()).isEmpty();
        assertThat(house.call.faults).isEmpty();
    }

    @Test
    void whatFollowsACallStillKnowsAllOfIt() throws Exception {
        Activeflow parent = house.found(joining().id());
        Flow next = house.flow(action("variable_set", Map.of("key", "x", "value", "${voipbin.flow.reference_data}")));
        Activeflow flow = house.db.write(tx -> house.activeflows.create(tx, next, Origin.following(parent, 1)));
        house.activeflows.start(new Execution.Order(flow.id(), next.actions(), Optional.empty()));
        while (house.found(flow.id()).status() != Activeflow.Status.ENDED) {
            Thread.yield();
        }
        assertThat(house.found(flow.id()).variables())
                .containsEntry("x", "call " + parent.referenceId())
                .containsEntry("voipbin.activeflow.complete_count", "1");
    }

    @Test
    void nothingFollowsWhenTheCustomerIsGone() throws Exception {
        Flow next = house.flow(talk("never"));
        Activeflow flow = house.create(next.id(), Map.of(), talk("on and on..."));
        Activeflow fresh = house.create(next.id(), Map.of(), talk("never"));
        runsUntilItTalks(flow);
        Customer customer = Json.read("{\"id\":\"" + house.customer + "\"}", Customer.class);
        house.db.write(tx -> {
            house.activeflows.frozen(tx, customer);
            return true;
        });
        house.call.over.get(20, SECONDS);
        assertThat(house.found(fresh.id()).status()).isEqualTo(Activeflow.Status.ENDED);
        assertThat(house.store.count(house.store.table().is("flow_id", next.id())))
                .isZero();
    }
}
