package voipbin.platform.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.billing.Purses;
import voipbin.platform.customer.Customer;
import voipbin.platform.recording.Recording;

class RecordingMinutesTest {

    private final Purses purses = new Purses();
    private final Id<Customer> customer = purses.customer();
    private final RecordingMinutes minutes = new RecordingMinutes(purses.module.charges());

    @AfterEach
    void close() {
        purses.close();
    }

    @Test
    void eachMinuteBegunCostsThreeTokensAndThenCredit() {
        purses.fill(customer, 3, 100_000);
        record(Duration.ofSeconds(61));
        assertThat(purses.account(customer).balanceToken()).isZero();
        assertThat(purses.account(customer).balanceCredit()).isEqualTo(70_000);
        assertThat(purses.usage()).hasSize(1);
    }

    @Test
    void theEndIsChargedOnce() {
        purses.fill(customer, 0, 100_000);
        Recording recording = record(Duration.ofSeconds(10));
        finish(recording, Duration.ofMinutes(9));
        assertThat(purses.account(customer).balanceCredit()).isEqualTo(70_000);
    }

    @Test
    void whoCannotPayAMinuteDoesNotRecord() {
        purses.fill(customer, 0, 29_999);
        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> purses.db.write(tx -> {
                    minutes.requireAffordable(tx, customer);
                    return true;
                }));
        assertThat(refused.status().http()).isEqualTo(402);
        assertThat(refused.reason()).isEqualTo("INSUFFICIENT_BALANCE");
    }

    private Recording record(Duration length) {
        Recording recording = recording();
        purses.db.write(tx -> {
            minutes.requireAffordable(tx, customer);
            minutes.started(tx, recording, tx.now());
            return true;
        });
        finish(recording, length);
        return recording;
    }

    private void finish(Recording recording, Duration length) {
        purses.db.write(tx -> {
            minutes.finished(tx, recording, tx.now().plus(length));
            return true;
        });
    }

    private Recording recording() {
        Instant now = purses.time.instant();
        return new Recording(
                Id.random(),
                customer,
                "",
                Id.nil(),
                Id.nil(),
                Id.nil(),
                Recording.ReferenceType.CALL,
                Id.random(),
                Recording.Status.RECORDING,
                Recording.Format.WAV,
                "tape",
                List.of(),
                Recording.Storing.PENDING,
                now,
                null,
                now,
                null,
                null);
    }
}
