package voipbin.platform.flow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.flow.action.StepType;

/** Random flows and random signals: the engine always ends, does one thing at a time, and keeps nothing. */
class RandomFlowsTest {

    private static final List<String> TYPES = List.copyOf(StepType.names());

    @Test
    void simulatedOnesAlwaysEnd() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            Trace trace = Simulation.of(actions(random), script(random), Furnished.NOW);
            assertThat(trace.actions()).as("seed %d", seed).hasSizeLessThanOrEqualTo(Walk.MOST_ACTIONS);
            assertThat(trace.actions().stream().map(Trace.Line::at))
                    .as("seed %d", seed)
                    .isSorted();
        }
    }

    @Test
    void realOnesAlwaysEndDoOneThingAtATimeAndAreForgotten() throws Exception {
        try (Furnished house = new Furnished()) {
            for (int seed = 0; seed < 25; seed++) {
                Random random = new Random(seed);
                Heard call = new Heard();
                Activeflow flow = house.create(actions(random).toArray(Action[]::new));
                house.activeflows.start(flow.id(), house.flowOf(flow).actions(), call);
                for (int i = random.nextInt(20); i > 0; i--) {
                    signal(random, house, flow, call);
                }
                house.activeflows.stop(flow.id()).get(20, SECONDS);
                call.over.get(20, SECONDS);
                assertThat(call.mostAtOnce).as("seed %d", seed).isLessThanOrEqualTo(1);
                assertThat(house.found(flow.id()).status()).isEqualTo(Activeflow.Status.ENDED);
            }
            assertThat(house.activeflows.running()).isZero();
        }
    }

    private static void signal(Random random, Furnished house, Activeflow flow, Heard call) {
        switch (random.nextInt(3)) {
            case 0 -> house.activeflows.skip(flow.id());
            case 1 -> {
                if (call.presses.isDone()) {
                    call.presses.join().accept((char) ('0' + random.nextInt(10)));
                }
            }
            default -> Thread.yield();
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
        option.put("duration", random.nextInt(4) == 0 ? "wrong" : random.nextInt(30));
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
