package voipbin.platform.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.ManualTime;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.sql.Db;
import voipbin.sip.guard.Guard;
import voipbin.sip.guard.GuardLimits;
import voipbin.sip.guard.Offence;

/** What the operator can read of who was shut out. */
class BlockedSourcesTest {

    private final ManualTime time = new ManualTime();
    private final Db db = TestDatabase.open();
    private final Counters counters = new Counters();
    private final Guard guard =
            new Guard(GuardLimits.STANDARD, time, counters, new BlockedSources(db, time, Runnable::run, counters));

    @AfterEach
    void close() {
        db.close();
    }

    private void offend(String address) {
        while (!guard.isBlocked(InetAddress.ofLiteral(address))) {
            guard.offended(InetAddress.ofLiteral(address), Offence.SCANNER);
        }
    }

    private List<Event> events() {
        return db.outbox().after(Position.START, 100);
    }

    @Test
    void aBlockAndItsEndAreInternalEventsOfNoCustomer() {
        offend("192.0.2.7");
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("sip_source_blocked");
            assertThat(event.visible()).isFalse();
            assertThat(event.customerId().isNil()).isTrue();
            assertThat(event.tree().path("source").asString()).isEqualTo("192.0.2.7");
            assertThat(event.tree().path("reason").asString()).isEqualTo("scanner");
        });

        time.advance(Duration.ofSeconds(59));
        assertThat(events()).hasSize(1);
        time.advance(Duration.ofSeconds(1));
        assertThat(events().getLast().type()).isEqualTo("sip_source_unblocked");
        assertThat(guard.isBlocked(InetAddress.ofLiteral("192.0.2.7"))).isFalse();

        offend("192.0.2.7");
        assertThat(events().getLast().tree().path("count").asInt()).isEqualTo(2);
    }
}
