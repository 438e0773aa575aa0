package voipbin.platform.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.platform.billing.Purses;
import voipbin.platform.customer.Customer;
import voipbin.platform.number.Number;

class NumberRentTest {

    private final Purses purses = new Purses();
    private final Id<Customer> customer = purses.customer();
    private final NumberRent rent = new NumberRent(purses.module.charges());
    private final Number number = new Number(
            Id.random(),
            customer,
            "+15551230000",
            Number.Type.NORMAL,
            Id.nil(),
            Id.nil(),
            "",
            "",
            Number.Status.ACTIVE,
            false,
            false,
            new Number.Metadata(false),
            null,
            null,
            Instant.EPOCH,
            null,
            null);

    @AfterEach
    void close() {
        purses.close();
    }

    @Test
    void aMonthIsPaidOnceAndTheNextOneAgain() {
        purses.fill(customer, 0, 10_000_000);
        assertThat(pay()).isTrue();
        assertThat(pay()).isTrue();
        assertThat(purses.account(customer).balanceCredit()).isEqualTo(5_000_000);
        purses.time.advance(Duration.ofDays(31));
        assertThat(pay()).isTrue();
        assertThat(purses.account(customer).balanceCredit()).isZero();
        assertThat(purses.usage()).hasSize(2);
        purses.time.advance(Duration.ofDays(28));
        assertThat(pay()).as("nothing left for the third").isFalse();
    }

    @Test
    void whoCannotPayIsNotCharged() {
        purses.fill(customer, 100, 4_999_999);
        assertThat(pay()).isFalse();
        assertThat(purses.usage()).isEmpty();
    }

    private boolean pay() {
        return purses.db.write(tx -> rent.pay(tx, number));
    }
}
