package voipbin.platform.outboundlimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.address.Address;
import voipbin.platform.billing.Billing.ReferenceType;
import voipbin.platform.billing.CostType;
import voipbin.platform.billing.Purses;
import voipbin.platform.billing.Usage;
import voipbin.platform.call.Call;
import voipbin.platform.call.Call.Direction;
import voipbin.platform.call.SampleCalls;
import voipbin.platform.customer.Customer;

class BrakesTest {

    private static final long DOLLAR = 1_000_000;

    private final Purses purses = new Purses();
    private final Id<Customer> customer = purses.customer();
    private final OutboundLimitModule module =
            OutboundLimitModule.of(purses.db, new OutboundLimit.Amounts(2, 3, DOLLAR, Map.of("cu", 1)));
    private final Store<Call> calls =
            new Store<>(purses.db, Table.of("calls", Call.class), new Noun("call", Visibility.CUSTOMER));

    @AfterEach
    void close() {
        purses.close();
    }

    @Test
    void aCallThatIsOverLeavesRoomForAnother() {
        Call first = call();
        assertThat(admit(first, "us")).isEmpty();
        assertThat(admit(call(), "us")).isEmpty();
        assertThat(admit(call(), "us")).contains("RESOURCE_LIMIT_EXCEEDED");
        end(first);
        assertThat(admit(call(), "us")).isEmpty();
    }

    @Test
    void aMinuteLaterThereIsRoomForMore() {
        for (int i = 0; i < 3; i++) {
            Call call = call();
            assertThat(admit(call, "us")).isEmpty();
            end(call);
        }
        assertThat(admit(call(), "us")).contains("RATE_LIMIT_EXCEEDED");
        purses.time.advance(Duration.ofSeconds(61));
        assertThat(admit(call(), "us")).isEmpty();
    }

    @Test
    void aCountryHasItsOwnDay() {
        Call call = call();
        assertThat(admit(call, "cu")).isEmpty();
        end(call);
        assertThat(admit(call(), "cu")).contains("DESTINATION_LIMIT_EXCEEDED");
        Call elsewhere = call();
        assertThat(admit(elsewhere, "us")).isEmpty();
        end(elsewhere);
        purses.time.advance(Duration.ofDays(1));
        assertThat(admit(call(), "cu")).isEmpty();
    }

    @Test
    void whatHasBeenSpentTodayAndWhatIsRunningCounts() {
        purses.fill(customer, 0, 100 * DOLLAR);
        charge(99);
        assertThat(admit(call(), "us")).isEmpty();
        assertThat(admit(call(), "us")).as("the first one is running").contains("SPEND_LIMIT_EXCEEDED");
        purses.time.advance(Duration.ofDays(1));
        assertThat(admit(call(), "us")).as("it has run for a day").contains("SPEND_LIMIT_EXCEEDED");
    }

    @Test
    void anotherCustomersCallsDoNotCount() {
        Id<Customer> other = purses.customer();
        for (int i = 0; i < 2; i++) {
            Call call = call(other);
            purses.db.write(tx -> module.brakes().admit(tx, other, call.id(), "us"));
        }
        assertThat(admit(call(), "us")).isEmpty();
    }

    @Test
    void whatNoLimitLooksBackToIsForgotten() {
        admit(call(), "us");
        assertThat(module.brakes().forget()).isZero();
        purses.time.advance(Duration.ofDays(3));
        assertThat(module.brakes().forget()).isEqualTo(1);
    }

    private Call call() {
        return call(customer);
    }

    private Call call(Id<Customer> owner) {
        Call sample =
                SampleCalls.of(owner, Direction.OUTGOING, Address.NONE, Address.of(Address.TEL, "+12025550143", ""));
        Call stored = calls.insert(sample);
        record Created(java.time.Instant tmCreate) {}
        return calls.update(stored.id(), new Created(purses.time.instant()));
    }

    private void end(Call call) {
        record Over(Call.Status status) {}
        calls.update(call.id(), new Over(Call.Status.HANGUP));
    }

    private void charge(int minutes) {
        Usage usage = new Usage(customer, ReferenceType.CALL, Id.random(), CostType.CALL_PSTN_OUTGOING);
        purses.db.write(tx -> {
            purses.module.charges().charge(tx, usage, minutes);
            return true;
        });
    }

    private Optional<String> admit(Call call, String country) {
        return purses.db
                .write(tx -> module.brakes().admit(tx, customer, call.id(), country))
                .map(Problem::reason);
    }
}
