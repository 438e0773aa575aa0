package voipbin.platform.flow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.address.Address;
import voipbin.platform.flow.action.Step;
import voipbin.platform.flow.action.StepType;

/** Random flows and random signals: the engine always ends, does one thing at a time, and keeps nothing. */
class RandomFlowsTest {

    private static final List<String> TYPES = List.copyOf(StepType.names());

    @Test
    void simulatedOnesAlwaysEnd() {
        Set<String> tried = new HashSet<>();
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            Trace trace = Simulation.of(actions(random), script(random), Furnished.NOW);
            assertThat(trace.actions()).as("seed %d", seed).hasSizeLessThanOrEqualTo(Walk.MOST_ACTIONS);
            assertThat(trace.actions().stream().map(Trace.Line::at))
                    .as("seed %d", seed)
                    .isSorted();
            trace.actions().forEach(line -> tried.add(line.action().type()));
        }
        assertThat(tried).containsAll(TYPES);
    }

    @Test
    void realOnesAlwaysEndDoOneThingAtATimeAndAreForgotten() throws Exception {
        try (Furnished house = new Furnished()) {
            for (int seed = 0; seed < 40; seed++) {
                Random random = new Random(seed);
                Id<?> service = Id.random();
                house.activeflows.serve(services(random.nextInt(), service));
                Heard call = new Heard();
                call.lasting = random.nextBoolean();
                List<Action> actions = actions(random);
                Activeflow flow = house.create(actions.toArray(Action[]::new));
                house.activeflows.start(flow.id(), actions, call);
                Signals signals = new Signals(house, flow.id(), call, service, actions);
                for (int i = random.nextInt(40); i > 0; i--) {
                    signals.any(random);
                }
                if (random.nextBoolean()) {
                    // by itself, once nothing lasts for ever
                    signals.skipUntilItEnds();
                } else {
                    house.activeflows.stop(flow.id()).get(20, SECONDS);
                }
                call.over.get(20, SECONDS);
                isInOrder(seed, house.found(flow.id()), call);
            }
            assertThat(house.activeflows.running()).isZero();
        }
    }

    private static void isInOrder(int seed, Activeflow ended, Heard call) {
        assertThat(call.mostAtOnce).as("seed %d", seed).isLessThanOrEqualTo(1);
        assertThat(call.atOnce).as("seed %d", seed).hasValue(0);
        assertThat(ended.status()).isEqualTo(Activeflow.Status.ENDED);
        List<Action> all = new ArrayList<>(ended.executedActions());
        all.add(ended.currentAction());
        List<Action> shown = new ArrayList<>(List.of(Action.START));
        call.shown.forEach(
                action -> shown.add(new Action(action.id(), action.nextId(), action.type(), action.option(), null)));
        if (ended.currentAction().equals(Action.FINISH)) {
            shown.add(Action.FINISH);
        }
        assertThat(all.size()).as("seed %d", seed).isLessThanOrEqualTo(Walk.MOST_ACTIONS + 2);
        assertThat(all)
                .as("seed %d: what is recorded is what was done", seed)
                .extracting(action -> action.id() + " " + action.type())
                .isEqualTo(shown.stream()
                        .map(action -> action.id() + " " + action.type())
                        .toList());
    }

    /** Servers and services that answer at random, some with actions. */
    private static Services services(int seed, Id<?> service) {
        Random random = new Random(seed);
        return new Services(
                (_, _) -> answered(random, actions(random)),
                (_, _, _) -> answered(random, actions(random)),
                (_, hook, undelivered) -> undelivered.accept(refused(hook.uri().toString())),
                (_, _) -> answered(random, List.of()),
                Services.none().recordings(),
                Services.none().externalMedias(),
                (type, id) -> type + id,
                (_, _) -> new Step.Next.Push(service, answered(random, actions(random))));
    }

    private static <T> T answered(Random random, T answer) {
        if (random.nextInt(4) == 0) {
            throw refused("at random");
        }
        return answer;
    }

    private static Problem refused(String why) {
        return new Problem(Problem.Status.UNAVAILABLE, "REFUSED", why);
    }

    /** What others may do to an activeflow at any time. */
    private record Signals(Furnished house, Id<Activeflow> id, Heard call, Id<?> service, List<Action> actions) {

        void any(Random random) {
            switch (random.nextInt(8)) {
                case 0 -> house.activeflows.skip(id);
                case 1 -> {
                    if (call.presses.isDone()) {
                        call.presses.join().accept((char) ('0' + random.nextInt(10)));
                    }
                }
                case 2 -> house.activeflows.leave(id, service);
                case 3 ->
                    house.activeflows.forward(
                            id, actions.get(random.nextInt(actions.size())).id());
                case 4 -> house.activeflows.add(id, RandomFlowsTest.actions(random));
                case 5 -> house.activeflows.set(id, Map.of("k1", "set"));
                case 6 -> call.breaks.accept(refused("later"));
                default -> Thread.yield();
            }
        }

        void skipUntilItEnds() {
            long end = System.nanoTime() + SECONDS.toNanos(30);
            while (!call.over.isDone() && System.nanoTime() < end) {
                house.activeflows.skip(id);
                Thread.yield();
            }
        }
    }

    private static List<Action> actions(Random random) {
        List<Id<Action>> ids = Stream.generate(() -> Id.<Action>random())
                .limit(1 + random.nextInt(12))
                .toList();
        List<Action> actions = new ArrayList<>();
        for (Id<Action> id : ids) {
            Id<Action> next = random.nextInt(5) == 0 ? any(random, ids) : Id.nil();
            actions.add(new Action(id, next, TYPES.get(random.nextInt(TYPES.size())), option(random, ids), null));
        }
        return actions;
    }

    private static Map<String, Object> option(Random random, List<Id<Action>> ids) {
        Map<String, Object> option = new HashMap<>();
        option.put("text", random.nextBoolean() ? "talk" : "${voipbin.call.digits}...");
        option.put("digits_handle", random.nextBoolean() ? "next" : "");
        option.put(
                "duration",
                random.nextInt(4) == 0 ? "wrong" : random.nextInt(20) == 0 ? Long.MAX_VALUE : random.nextInt(30));
        option.put("length", random.nextInt(3));
        option.put("loop_count", random.nextInt(4));
        option.put("target_id", any(random, ids).toString());
        option.put("false_target_id", any(random, ids).toString());
        option.put("default_target_id", any(random, ids).toString());
        option.put("target_ids", Map.of("1", any(random, ids).toString()));
        option.put("condition", List.of("==", "!=", "<", "?").get(random.nextInt(4)));
        option.put("value_type", List.of("string", "number", "length").get(random.nextInt(3)));
        option.put("key", "k" + random.nextInt(3));
        option.put("value", "${k1}x");
        option.put("async", random.nextInt(4) == 0);
        option.put("machine_handle", random.nextBoolean() ? "hangup" : "continue");
        option.put("stream_urls", List.of("http://x.example/a.wav"));
        option.put("flow_id", Id.random().toString());
        option.put("interval", random.nextInt(30));
        option.put("variable", random.nextBoolean() ? "k1" : "${k1}");
        option.put("event_url", random.nextBoolean() ? "http://x.example/" : "no url");
        option.put("uri", "http://x.example/");
        option.put("digits", "12#");
        return option;
    }

    private static Id<Action> any(Random random, List<Id<Action>> ids) {
        return random.nextInt(8) == 0 ? Id.random() : ids.get(random.nextInt(ids.size()));
    }

    private static Script script(Random random) {
        return new Script(
                null,
                random.nextInt(4) == 0 ? "api" : "call",
                Address.NONE,
                Address.NONE,
                Map.of("k1", "v"),
                List.of("1", "23#"),
                List.of(new Script.Key(random.nextInt(2000), "4711")),
                List.of(new Script.Answer(100, random.nextBoolean() ? "busy" : "", 500)),
                List.of(actions(random), actions(random)),
                random.nextBoolean(),
                random.nextInt(3) == 0 ? 1 + random.nextInt(3000) : 0);
    }
}
