package voipbin.platform.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.base.Id;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.address.Address;
import voipbin.platform.billing.Billing;
import voipbin.platform.billing.Billing.ReferenceType;
import voipbin.platform.billing.CostType;
import voipbin.platform.billing.Purses;
import voipbin.platform.call.Call;
import voipbin.platform.call.Call.Direction;
import voipbin.platform.call.Call.Status;
import voipbin.platform.call.SampleCalls;
import voipbin.platform.customer.Customer;

class CallChargesTest {

    private final Purses purses = new Purses();
    private final Id<Customer> customer = purses.customer();
    private final CallCharges charges = new CallCharges(purses.module.charges());
    private final Store<Call> calls =
            new Store<>(purses.db, Table.of("calls", Call.class), new Noun("call", Visibility.CUSTOMER));

    @AfterEach
    void close() {
        purses.close();
    }

    @ParameterizedTest
    @CsvSource({
        "INCOMING, tel, +15551230000, tel, +899100000001, CALL_VN, CALL",
        "INCOMING, tel, +15551230000, tel, +15551230001, CALL_PSTN_INCOMING, CALL",
        "INCOMING, extension, x, tel, +899100000001, CALL_VN, CALL_EXTENSION",
        "INCOMING, extension, x, extension, y, CALL_EXTENSION, CALL_EXTENSION",
        "OUTGOING, tel, +899100000001, tel, +15551230001, CALL_PSTN_OUTGOING, CALL",
        "OUTGOING, tel, +899100000001, extension, y, CALL_EXTENSION, CALL_EXTENSION",
        "OUTGOING, tel, +899100000001, sip, a@b, CALL_EXTENSION, CALL_EXTENSION",
    })
    void aCallIsRatedByWhereItComesFromAndGoes(
            Direction direction,
            String from,
            String source,
            String to,
            String destination,
            CostType cost,
            ReferenceType reference) {
        Call call = SampleCalls.of(customer, direction, Address.of(from, source, ""), Address.of(to, destination, ""));
        assertThat(CallCharges.costTypeOf(call)).isEqualTo(cost);
        assertThat(CallCharges.referenceTypeOf(call)).isEqualTo(reference);
    }

    @Test
    void ringingIsFreeAndTalkingIsPaidByTheMinute() {
        Call call = toVirtualNumber();
        purses.time.advance(Duration.ofSeconds(30));
        change(call, Status.RINGING);
        purses.time.advance(Duration.ofSeconds(30));
        change(call, Status.PROGRESSING);
        Instant answered = purses.time.instant();
        purses.time.advance(Duration.ofSeconds(61));
        change(call, Status.TERMINATING);
        change(call, Status.HANGUP);
        change(call, Status.HANGUP);
        assertThat(purses.usage()).singleElement().satisfies(row -> {
            assertThat(row.referenceId()).isEqualTo(call.id());
            assertThat(row.status()).isEqualTo(Billing.Status.END);
            assertThat(row.tmBillingStart()).isEqualTo(answered);
            assertThat(row.usageDuration()).isEqualTo(61);
            assertThat(row.amountToken()).isEqualTo(-2);
        });
        assertThat(purses.account(customer).balanceToken()).isEqualTo(98);
    }

    @Test
    void whatNobodyAnsweredHasNoRow() {
        Call call = toVirtualNumber();
        change(call, Status.RINGING);
        change(call, Status.HANGUP);
        assertThat(purses.usage()).isEmpty();
    }

    @Test
    void aCallThatNoAccountPaysForStillGoesItsWay() {
        Call orphan = calls.insert(
                SampleCalls.of(Id.random(), Direction.INCOMING, Address.NONE, Address.of("tel", "+899100000001", "")));
        change(orphan, Status.PROGRESSING);
        change(orphan, Status.HANGUP);
        assertThat(purses.usage()).isEmpty();
        assertThat(calls.find(orphan.id()).orElseThrow().status()).isEqualTo(Status.HANGUP);
    }

    private Call toVirtualNumber() {
        return calls.insert(SampleCalls.of(
                customer,
                Direction.INCOMING,
                Address.of("tel", "+15551230000", ""),
                Address.of("tel", "+899100000001", "")));
    }

    private void change(Call call, Status status) {
        record Changed(
                Status status,
                @Nullable Instant tmProgressing,
                @Nullable Instant tmHangup) {}
        purses.db.write(tx -> {
            Call before = calls.find(tx, call.id()).orElseThrow();
            Instant answered = status == Status.PROGRESSING ? tx.now() : before.tmProgressing();
            Instant over = status == Status.HANGUP ? tx.now() : null;
            Call after = calls.update(tx, call.id(), new Changed(status, answered, over));
            charges.changed(tx, after);
            return after;
        });
    }
}
