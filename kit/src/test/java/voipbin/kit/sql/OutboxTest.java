package voipbin.kit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.event.Visibility;

class OutboxTest {

    private final Db db = TestDatabase.open(Clock.systemUTC());
    private final Outbox outbox = db.outbox();

    @AfterEach
    void close() {
        db.close();
    }

    private void append(Tx tx, String type) {
        outbox.append(tx, new Outbox.Entry(Id.random(), type, Map.of("n", type), Visibility.CUSTOMER));
    }

    private void tell(String type) {
        db.write(tx -> {
            append(tx, type);
            return type;
        });
    }

    @Test
    void eventsAreReadInOrderFromAnyPosition() {
        Position start = outbox.end();
        for (int i = 0; i < 5; i++) {
            tell("e" + i);
        }
        List<Event> first = outbox.after(start, 3);
        assertThat(first).extracting(Event::type).containsExactly("e0", "e1", "e2");
        assertThat(outbox.after(first.getLast().position(), 10))
                .extracting(Event::type)
                .containsExactly("e3", "e4");
        assertThat(outbox.after(outbox.end(), 10)).isEmpty();
        assertThat(Position.parse(first.getLast().position().toString()))
                .contains(first.getLast().position());
        assertThat(Position.parse("x")).isEmpty();
        assertThat(first.getFirst().data()).isEqualTo("{\"n\":\"e0\"}");
        assertThat(first.getFirst().visible()).isTrue();
    }

    @Test
    void listenersHearWhatIsCommittedFromThenOn() {
        List<String> heard = new CopyOnWriteArrayList<>();
        List<String> late = new CopyOnWriteArrayList<>();
        tell("before");
        Outbox.Subscription subscription = outbox.listen(event -> heard.add(event.type()));
        outbox.listen(_ -> {
            throw new IllegalStateException("a broken listener");
        });
        tell("one");
        outbox.settle();
        outbox.listen(event -> late.add(event.type()));
        tell("two");
        outbox.settle();
        subscription.close();
        tell("three");
        outbox.settle();
        assertThat(heard).containsExactly("one", "two");
        assertThat(late).containsExactly("two", "three");
    }

    @Test
    void noReaderMissesAnEventThatIsCommittedOutOfOrder() throws Exception {
        Position start = outbox.end();
        List<Position> seen = new ArrayList<>();
        int writers = 8;
        int each = 50;
        CountDownLatch done = new CountDownLatch(writers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        db.write(tx -> {
                            append(tx, "first");
                            Thread.yield();
                            append(tx, "second");
                            return true;
                        });
                    }
                    done.countDown();
                }));
            }
            Position at = start;
            while (seen.size() < writers * each * 2) {
                for (Event event : outbox.after(at, 7)) {
                    assertThat(event.position()).isGreaterThan(at);
                    at = event.position();
                    seen.add(at);
                }
                if (done.getCount() == 0 && outbox.after(at, 1).isEmpty()) {
                    break;
                }
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(seen).hasSize(writers * each * 2).doesNotHaveDuplicates();
    }

    @Test
    void eventsOfOneCustomerAreReadAlone() {
        Id<?> one = Id.random();
        tell("other");
        db.write(tx -> {
            outbox.append(tx, new Outbox.Entry(one, "own", Map.of(), Visibility.CUSTOMER));
            return one;
        });
        tell("other");
        assertThat(outbox.after(Position.START, one, 10))
                .extracting(Event::type)
                .containsExactly("own");
    }

    @Test
    void oldEventsAreForgottenUpToAPositionAndATime() {
        for (int i = 0; i < 5; i++) {
            tell("e" + i);
        }
        List<Event> all = outbox.after(Position.START, 10);
        Instant later = Instant.now().plusSeconds(60);
        assertThat(forget(all.get(3).position(), all.getFirst().tmCreate(), 10))
                .as("none is old")
                .isEmpty();
        assertThat(forget(all.get(3).position(), later, 2)).contains(all.get(1).position());
        assertThat(forget(all.get(3).position(), later, 10)).contains(all.get(3).position());
        assertThat(outbox.after(Position.START, 10)).extracting(Event::type).containsExactly("e4");
    }

    private Optional<Position> forget(Position until, Instant before, int limit) {
        return db.write(tx -> outbox.forget(tx, until, before, limit));
    }
}
