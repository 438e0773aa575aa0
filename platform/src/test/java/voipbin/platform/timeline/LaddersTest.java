package voipbin.platform.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.base.ManualTime;
import voipbin.kit.TestDatabase;
import voipbin.kit.sql.Db;
import voipbin.platform.call.Call;

/** Messages from the wire to the rows of {@code sip_ladders}. */
class LaddersTest {

    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 5060);
    private static final InetSocketAddress THERE = new InetSocketAddress("127.0.0.2", 5070);

    private static final Db db = TestDatabase.open(Clock.systemUTC());

    private final ManualTime time = new ManualTime();
    private final Counters counters = new Counters();
    private final Ladders ladders = new Ladders(time, counters);
    private final LadderStore store = new LadderStore(db);
    private final Captures captures = new Captures(time, counters);
    private final LadderWriter writer = new LadderWriter(
            new LadderWriter.Seen(ladders, captures),
            new LadderWriter.Shelf(store, new LadderStore.Keeping(Duration.ofDays(7), 512L << 20)),
            time,
            Runnable::run,
            time);
    private final Id<Call> call = Id.random();

    @AfterAll
    static void close() {
        db.close();
    }

    LaddersTest() {
        store.measure();
    }

    @Test
    void messagesSeenBeforeTheCallIsKnownBelongToItToo() {
        arrives("INVITE", "a");
        ladders.belongs("a", call);
        leaves("180", "a");
        writer.settle();
        assertThat(labels(call)).containsExactly("INVITE", "180");
        assertThat(store.of(List.of(call)).getFirst().message().from()).isEqualTo(THERE);
    }

    @Test
    void eachAttemptOfACallIsItsOwn() {
        for (String attempt : List.of("first", "second")) {
            ladders.belongs(attempt, call);
            leaves("INVITE", attempt);
            time.advance(Duration.ofMillis(1));
        }
        Id<Call> other = Id.random();
        ladders.belongs("third", other);
        leaves("INVITE", "third");
        writer.settle();
        assertThat(labels(call)).hasSize(2);
        assertThat(labels(other)).hasSize(1);
    }

    /** What has more than 999 values, jOOQ writes for SQLite without placeholders. */
    @Test
    void manyCallsAreWrittenAtOnce() {
        List<Id<Call>> many = Stream.generate(Id::<Call>random).limit(450).toList();
        many.forEach(one -> {
            ladders.belongs("many-" + one, one);
            leaves("INVITE", "many-" + one);
        });
        writer.settle();
        assertThat(store.of(many.subList(300, 450))).hasSize(150);
    }

    @Test
    void theTimerWritesWhatIsOverSoonAndWhatGoesOnLittleLater() {
        writer.start();
        ladders.belongs("short", call);
        Id<Call> talking = Id.random();
        ladders.belongs("long", talking);
        leaves("INVITE", "short");
        arrives("486", "short");
        leaves("INVITE", "long");
        time.advance(Duration.ofSeconds(1));
        assertThat(labels(call)).containsExactly("INVITE", "486");
        assertThat(labels(talking)).isEmpty();
        time.advance(Duration.ofSeconds(3));
        assertThat(labels(talking)).containsExactly("INVITE");
    }

    @Test
    void closingWritesTheRestAndItIsThereAfterwards() {
        writer.start();
        ladders.belongs("a", call);
        leaves("INVITE", "a");
        writer.close();
        assertThat(labels(call)).containsExactly("INVITE");
        LadderStore later = new LadderStore(db);
        later.measure();
        assertThat(later.octets()).isEqualTo(store.octets()).isPositive();
    }

    @Test
    void strangersAndOtherBusinessAreNotKept() {
        arrives("REGISTER", "phone");
        arrives("OPTIONS", "scanner");
        arrives("BYE", "never-invited");
        assertThat(level("timeline.dialogs")).isZero();
        arrives("INVITE", "stranger");
        assertThat(level("timeline.octets_waiting")).isPositive();
        time.advance(Duration.ofSeconds(41));
        ladders.sweep();
        assertThat(level("timeline.dialogs")).isZero();
        assertThat(level("timeline.octets_waiting")).isZero();
    }

    @Test
    void aFloodOfStrangersDrivesOutItsOwnOldest() {
        for (int i = 0; i < 10_050; i++) {
            arrives("INVITE", "flood-" + i);
        }
        assertThat(level("timeline.dialogs")).isEqualTo(10_000);
        ladders.belongs("flood-10049", call);
        writer.settle();
        assertThat(labels(call)).containsExactly("INVITE");
    }

    @Test
    void memoryIsBoundedAndWhatIsDroppedIsCounted() {
        ladders.belongs("a", call);
        for (int i = 0; i < 510; i++) {
            leaves("INVITE", "a");
        }
        assertThat(counters.counts()).containsEntry("timeline.sip_messages.dropped", 10L);
        byte[] huge = (text("INVITE", "b") + "x".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 64; i++) {
            ladders.received(huge, THERE, HERE, time.instant());
        }
        assertThat(level("timeline.octets_waiting")).isLessThan(32L << 20);
    }

    @Test
    void aDialogIsListenedToUntilItsRepetitionsEnd() {
        ladders.belongs("a", call);
        leaves("INVITE", "a");
        arrives("200 BYE", "a");
        writer.settle();
        time.advance(Duration.ofSeconds(34));
        ladders.sweep();
        assertThat(level("timeline.dialogs")).isOne();
        time.advance(Duration.ofSeconds(2));
        ladders.sweep();
        assertThat(level("timeline.dialogs")).isZero();
    }

    @Test
    void whatIsOldOrTooMuchIsForgottenFromTheOldestOn() {
        for (int i = 0; i < 3; i++) {
            ladders.belongs("call-" + i, call);
            leaves("INVITE", "call-" + i);
            writer.settle();
        }
        LadderStore.Keeping ample = new LadderStore.Keeping(Duration.ofDays(7), 1 << 30);
        store.forget(Clock.systemUTC().instant(), ample);
        assertThat(labels(call)).hasSize(3);
        while (store.forget(Clock.systemUTC().instant().plus(Duration.ofDays(8)), ample)) {
            // a piece at a time
        }
        assertThat(labels(call)).isEmpty();
        ladders.belongs("late", call);
        leaves("INVITE", "late");
        writer.settle();
        store.forget(Clock.systemUTC().instant(), new LadderStore.Keeping(Duration.ofDays(7), 1));
        assertThat(labels(call)).isEmpty();
        assertThat(store.octets()).isZero();
    }

    @Test
    void secretsNeverComeToTheDisk() {
        ladders.belongs("a", call);
        byte[] message = (text("INVITE", "a") + "Authorization: Digest response=\"topsecret\"\r\n\r\n")
                .replaceFirst("\r\n\r\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        ladders.sent(message, HERE, THERE, time.instant());
        writer.settle();
        assertThat(new String(store.of(List.of(call)).getFirst().message().octets(), StandardCharsets.UTF_8))
                .contains("response=\"*********\"")
                .doesNotContain("topsecret");
    }

    @Test
    void manyThreadsLoseNothing() throws InterruptedException {
        try (ExecutorService wire = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 200; i++) {
                int number = i;
                wire.execute(() -> {
                    arrives("INVITE", "many-" + number);
                    ladders.belongs("many-" + number, call);
                    leaves("486", "many-" + number);
                    if (number % 20 == 0) {
                        writer.settle();
                    }
                });
            }
        }
        writer.settle();
        assertThat(labels(call)).hasSize(400);
        assertThat(level("timeline.octets_waiting")).isZero();
    }

    private List<String> labels(Id<Call> of) {
        return store.of(List.of(of)).stream()
                .map(step -> voipbin.sip.trace.Glance.label(step.message().octets()))
                .toList();
    }

    private long level(String name) {
        return counters.levels().getOrDefault(name, -1L);
    }

    private void arrives(String what, String callId) {
        ladders.received(text(what, callId).getBytes(StandardCharsets.UTF_8), THERE, HERE, time.instant());
    }

    private void leaves(String what, String callId) {
        ladders.sent(text(what, callId).getBytes(StandardCharsets.UTF_8), HERE, THERE, time.instant());
    }

    /** {@code INVITE}, {@code 486} (to INVITE) or {@code 200 BYE}. */
    private static String text(String what, String callId) {
        boolean response = Character.isDigit(what.charAt(0));
        String method = response ? (what.contains(" ") ? what.substring(4) : "INVITE") : what;
        String start = response ? "SIP/2.0 " + what.substring(0, 3) + " X" : what + " sip:a@b SIP/2.0";
        return start + "\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nCall-ID: " + callId + "\r\nCSeq: 1 " + method
                + "\r\n\r\n";
    }
}
