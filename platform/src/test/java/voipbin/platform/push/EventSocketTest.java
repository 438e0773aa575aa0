package voipbin.platform.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Credential;
import voipbin.kit.auth.Permission;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.HttpApi;
import voipbin.kit.http.HttpConfig;
import voipbin.kit.http.SocketConfig;

/** {@code /v1.0/ws} over real WebSockets. */
class EventSocketTest {

    private static final Id<?> AGENT = Id.random();

    private final PushWorld world = new PushWorld().start();
    private final Id<?> ours = world.customer("");
    private final Id<?> theirs = world.customer("");
    private HttpApi api;

    @BeforeEach
    void serve() throws BindException {
        SocketConfig sockets =
                new SocketConfig(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(10), 50, 1 << 20);
        api = HttpApi.start(
                new HttpConfig("127.0.0.1", 0).sockets(sockets),
                world.push.routes(),
                credential -> caller(((Credential.Jwt) credential).token()),
                new Counters());
    }

    private Caller caller(String name) {
        return switch (name) {
            case "admin" -> new Caller(Caller.Kind.AGENT, ours, Id.random(), Permission.CUSTOMER_ADMIN);
            case "agent" -> new Caller(Caller.Kind.AGENT, ours, AGENT, Permission.CUSTOMER_AGENT);
            case "super" -> new Caller(Caller.Kind.AGENT, theirs, Id.random(), Permission.PROJECT_SUPER_ADMIN);
            case "delegate" -> new Caller(Caller.Kind.DELEGATE, ours, Id.nil(), Permission.CUSTOMER_ADMIN);
            default -> throw new AssertionError(name);
        };
    }

    @AfterEach
    void close() {
        api.close();
        world.close();
    }

    private EventClient connect(String token, String since) {
        return EventClient.connect(api.port(), "/v1.0/ws?token=" + token + (since.isEmpty() ? "" : "&since=" + since));
    }

    private String topic() {
        return "customer_id:" + ours;
    }

    /** A subscription is not acknowledged: it counts from when an event of the topic has come. */
    private EventClient subscribed(String token, String topic) {
        EventClient client = connect(token, "");
        client.subscribe(topic);
        while (client.frames().isEmpty()) {
            world.happens(
                    ours,
                    "probe_made",
                    Map.of("id", "p", "owner_type", "agent", "owner_id", AGENT, "n", -1),
                    Visibility.CUSTOMER);
            world.db.outbox().settle();
            client.awaitAny(Duration.ofMillis(50));
        }
        return client;
    }

    private static List<Integer> numbers(List<JsonNode> frames) {
        return frames.stream()
                .map(frame -> frame.path("data").path("n").asInt())
                .filter(n -> n >= 0)
                .toList();
    }

    @Test
    void anEventComesOnceWithItsTypeDataAndCursor() {
        try (EventClient client = subscribed("admin", topic())) {
            world.happens(theirs, "call_ringing", "c", 1);
            world.happens(ours, "flow_updated", Map.of("id", "f", "n", 2), Visibility.INTERNAL);
            world.happens(ours, "call_ringing", "c", 3);
            world.happens(ours, "call_hangup", "c", 4);
            List<JsonNode> frames = client.await(list -> numbers(list).contains(4));
            assertThat(numbers(frames)).containsExactly(3, 4);
            JsonNode last = frames.getLast();
            assertThat(last.path("type").asString()).isEqualTo("call_hangup");
            assertThat(last.path("data").path("id").asString()).isEqualTo("c");
            assertThat(last.path("cursor").asString()).matches("\\d+-\\d+");
        }
    }

    @Test
    void topicsArePrefixesUntilTheyAreUnsubscribed() {
        try (EventClient client = subscribed("admin", topic() + ":probe")) {
            client.subscribe(topic() + ":call:call_hangup", topic() + ":number:7");
            client.send("not json");
            client.send("[]");
            client.unsubscribe(topic() + ":probe");
            client.subscribe(topic() + ":email");
            // frames of a client are read in their order: when this one counts, those before it do
            while (client.frames().stream()
                    .noneMatch(frame -> frame.path("type").asString().equals("email_created"))) {
                world.happens(ours, "email_created", "e", -1);
                client.awaitAny(Duration.ofMillis(50));
            }
            world.happens(ours, "call_ringing", "c", 1);
            world.happens(ours, "call_hangup", "c", 2);
            world.happens(ours, "number_created", "7", 3);
            world.happens(ours, "number_created", "8", 4);
            world.happens(ours, "probe_made", "p", 5);
            world.happens(ours, "email_deleted", "e", 6);
            assertThat(numbers(client.await(list -> numbers(list).contains(6)))).containsExactly(2, 3, 6);
        }
    }

    @Test
    void anAgentHearsOnlyWhatItOwns() {
        try (EventClient client = subscribed("agent", "agent_id:" + AGENT)) {
            world.happens(ours, "call_ringing", "c", 1);
            world.happens(
                    ours,
                    "call_ringing",
                    Map.of("id", "d", "n", 2, "owner_type", "agent", "owner_id", AGENT),
                    Visibility.CUSTOMER);
            assertThat(numbers(client.await(list -> numbers(list).contains(2)))).containsExactly(2);
        }
        for (String topic : List.of(topic(), "agent_id:" + Id.random(), "agent_id:")) {
            try (EventClient client = connect("agent", "")) {
                client.subscribe("agent_id:" + AGENT, topic);
                assertThat(client.closed()).as(topic).startsWith("1008");
            }
        }
    }

    @Test
    void aRefusedTopicClosesAlsoWhenItIsUnsubscribed() {
        try (EventClient client = connect("admin", "")) {
            client.unsubscribe("customer_id:" + theirs);
            assertThat(client.closed()).startsWith("1008 not allowed");
        }
        try (EventClient client = connect("admin", "")) {
            client.binary();
            assertThat(client.closed()).startsWith("1003");
        }
        assertThatThrownBy(() -> connect("delegate", "")).hasMessageContaining("403");
        assertThatThrownBy(() -> connect("admin", "x")).hasMessageContaining("400");
        assertThatThrownBy(() -> connect("admin", "99999999999-9")).hasMessageContaining("400");
    }

    @Test
    void aSuperAdminHearsEverybody() {
        try (EventClient client = subscribed("super", "customer_id:")) {
            world.happens(ours, "call_ringing", "c", 1);
            world.happens(theirs, "call_ringing", "c", 2);
            assertThat(numbers(client.await(list -> numbers(list).contains(2)))).containsExactly(1, 2);
        }
    }

    @Test
    void whoComesBackWithItsCursorMissesNothingAndHearsNothingTwice() throws Exception {
        List<Integer> heard = new ArrayList<>();
        String cursor;
        int events = 3_000;
        try (EventClient client = subscribed("admin", topic())) {
            world.happens(ours, "call_updated", "c", 0);
            List<JsonNode> frames = client.await(list -> numbers(list).contains(0));
            heard.addAll(numbers(frames));
            cursor = frames.getLast().path("cursor").asString();
        }
        Thread happening = Thread.startVirtualThread(
                () -> IntStream.range(1, events).forEach(n -> world.happens(ours, "call_updated", "c", n)));
        while (heard.getLast() < events - 1) {
            try (EventClient client = connect("admin", cursor)) {
                client.subscribe(topic());
                int enough = Math.min(events - 1, heard.getLast() + 700);
                // on a busy machine the server may find us too slow: then this is how to go on
                List<JsonNode> frames =
                        client.awaitOrClosed(list -> numbers(list).contains(enough));
                heard.addAll(numbers(frames));
                cursor = frames.isEmpty()
                        ? cursor
                        : frames.getLast().path("cursor").asString();
            }
        }
        happening.join();
        assertThat(heard).isEqualTo(IntStream.range(0, events).boxed().toList());
    }

    @Test
    void whoReadsTooSlowlyIsClosedWithTheWayBack() {
        try (EventClient client = subscribed("admin", topic())) {
            client.stopReading();
            String padding = "x".repeat(20_000);
            for (int n = 0; world.counters.counter("websockets.slow").sum() == 0; n++) {
                world.happens(ours, "call_updated", Map.of("id", "c", "n", n, "padding", padding), Visibility.CUSTOMER);
            }
            client.readOn();
            assertThat(client.closed()).isEqualTo("1013 too slow: resume with ?since=<the last cursor>");
            List<Integer> heard = numbers(client.frames());
            assertThat(heard).isEqualTo(IntStream.range(0, heard.size()).boxed().toList());
        }
    }

    @Test
    void aCursorThatIsTooOldIsRefusedWithAReason() {
        String cursor;
        try (EventClient client = subscribed("admin", topic())) {
            cursor = client.frames().getFirst().path("cursor").asString();
        }
        world.happens(ours, "call_updated", "c", 1);
        world.happens(ours, "call_updated", "c", 2);
        world.db.outbox().settle();
        Clearing clearing = new Clearing(world.db, new Cursors(), new DeliveryQueue(world.db), PushWorld.HURRY.kept());
        while (world.db.outbox().after(voipbin.kit.event.Position.START, 1).size() > 0) {
            clearing.some(Instant.now(Clock.systemUTC()).plus(Duration.ofDays(8)));
        }
        try (EventClient client = connect("admin", cursor)) {
            client.subscribe(topic());
            assertThat(client.closed()).startsWith("1008 the cursor is too old");
        }
    }
}
