package voipbin.platform.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.billing.Billing.ReferenceType;
import voipbin.platform.customer.Customer;

class ChargesTest {

    private final Purses purses = new Purses();
    private final Charges charges = purses.module.charges();
    private final Id<Customer> customer = purses.customer();

    @AfterEach
    void close() {
        purses.close();
    }

    @Test
    void aUseIsChargedOnceHoweverOftenItIsTold() {
        Usage sms = new Usage(customer, ReferenceType.SMS, Id.random(), CostType.SMS);
        charge(sms, 2);
        charge(sms, 2);
        assertThat(purses.usage()).singleElement().satisfies(row -> {
            assertThat(row.status()).isEqualTo(Billing.Status.END);
            assertThat(row.amountCredit()).isEqualTo(-20_000);
            assertThat(row.amountToken()).isZero();
            assertThat(row.billableUnits()).isEqualTo(2);
            assertThat(row.rateCreditPerUnit()).isEqualTo(10_000);
            assertThat(row.balanceCreditSnapshot()).isEqualTo(-20_000);
            assertThat(row.referenceId()).isEqualTo(sms.referenceId());
        });
        assertThat(purses.account(customer).balanceCredit()).isEqualTo(-20_000);
    }

    @Test
    void minutesAreChargedWhenTheyEndAndNotBefore() {
        Usage call = new Usage(customer, ReferenceType.CALL, Id.random(), CostType.CALL_VN);
        Instant start = open(call);
        assertThat(purses.usage()).singleElement().satisfies(row -> {
            assertThat(row.status()).isEqualTo(Billing.Status.PROGRESSING);
            assertThat(row.amountToken()).isZero();
            assertThat(row.tmBillingEnd()).isNull();
        });
        purses.fill(customer, 1, 0);
        close(call, start.plusSeconds(61));
        close(call, start.plusSeconds(600));
        assertThat(purses.usage()).singleElement().satisfies(row -> {
            assertThat(row.status()).isEqualTo(Billing.Status.END);
            assertThat(row.usageDuration()).isEqualTo(61);
            assertThat(row.billableUnits()).isEqualTo(2);
            assertThat(row.amountToken()).isEqualTo(-1);
            assertThat(row.amountCredit()).isEqualTo(-1_000);
            assertThat(row.balanceTokenSnapshot()).isZero();
            assertThat(row.balanceCreditSnapshot()).isEqualTo(-1_000);
            assertThat(row.tmBillingStart()).isEqualTo(start);
            assertThat(row.tmBillingEnd()).isEqualTo(start.plusSeconds(61));
        });
    }

    @Test
    void whatWasNeverOpenedIsNotCharged() {
        close(new Usage(customer, ReferenceType.CALL, Id.random(), CostType.CALL_VN), purses.time.instant());
        assertThat(purses.usage()).isEmpty();
    }

    @Test
    void theAccountThatPaidAtTheStartPaysAtTheEnd() {
        Usage call = new Usage(customer, ReferenceType.CALL, Id.random(), CostType.CALL_VN);
        Instant start = open(call);
        BillingAccount first = purses.account(customer);
        record Pays(Id<?> billingAccountId) {}
        purses.customers.update(
                customer, new Pays(purses.account(purses.customer()).id()));
        close(call, start.plusSeconds(1));
        assertThat(purses.accounts.find(first.id()).orElseThrow().balanceToken())
                .isEqualTo(99);
        assertThat(purses.account(customer).balanceToken()).isEqualTo(100);
    }

    @Test
    void theAmountsOfAnAccountAddUpToItsBalance() {
        charge(new Usage(customer, ReferenceType.RECORDING, Id.random(), CostType.RECORDING), 40);
        charge(new Usage(customer, ReferenceType.NUMBER, Id.random(), CostType.NUMBER), 1);
        Usage call = new Usage(customer, ReferenceType.CALL, Id.random(), CostType.CALL_VN);
        close(call, open(call).plusSeconds(300));
        purses.time.advance(Duration.ofDays(40));
        purses.module.topUps().topUpDue();
        List<Billing> rows = purses.rows();
        BillingAccount account = purses.account(customer);
        assertThat(rows.stream().mapToLong(Billing::amountToken).sum()).isEqualTo(account.balanceToken());
        assertThat(rows.stream().mapToLong(Billing::amountCredit).sum()).isEqualTo(account.balanceCredit());
        assertThat(rows).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        // tokens, credit, type, units, allowed
        "0, 0, CALL_EXTENSION, 9, true",
        "0, -5, CALL_DIRECT_EXT, 1, true",
        "100, 0, CALL_PSTN_OUTGOING, 1, false",
        "0, 9999, CALL_PSTN_OUTGOING, 1, false",
        "0, 10000, CALL_PSTN_OUTGOING, 1, true",
        "0, 10000, CALL_PSTN_OUTGOING, 2, false",
        "1, 0, CALL_VN, 1, true",
        "1, -5, CALL_VN, 1, true",
        "0, 1000, CALL_VN, 1, true",
        "0, 999, CALL_VN, 1, false",
        "100, 9999, SMS, 1, false",
        "0, 10000, EMAIL, 1, true",
        "100, 4999999, NUMBER, 1, false",
        "0, 5000000, NUMBER, 1, true",
        "3, 0, RECORDING, 1, true",
        "1, 0, RECORDING, 1, true",
        "0, 29999, RECORDING, 1, false",
        "0, 30000, RECORDING, 1, true",
    })
    void whatTheBalanceCoversMayStartAndWhatIsFreeAlwaysMay(
            long token, long credit, CostType type, long units, boolean allowed) {
        purses.fill(customer, token, credit);
        assertThat(affords(type, units)).isEqualTo(allowed);
    }

    @Test
    void theRefusalIs402() {
        purses.fill(customer, 0, 0);
        Problem refused = Assertions.catchThrowableOfType(
                Problem.class,
                () -> purses.db.read(tx -> {
                    charges.require(tx, customer, CostType.SMS, 1);
                    return "";
                }));
        assertThat(refused.status().http()).isEqualTo(402);
        assertThat(refused.reason()).isEqualTo("INSUFFICIENT_BALANCE");
    }

    @Test
    void anUnlimitedPlanIsNeverRefusedAndAFrozenAccountPaysForNothing() {
        purses.fill(customer, 0, -1);
        Id<BillingAccount> account = purses.account(customer).id();
        purses.db.write(tx -> purses.module.accounts().setPlan(tx, account, PlanType.UNLIMITED));
        assertThat(affords(CostType.NUMBER, 1_000)).isTrue();
        purses.fill(customer, 100, 1_000_000);
        tell(BillingAccount.Status.FROZEN);
        assertThat(affords(CostType.SMS, 1)).isFalse();
        assertThat(affords(CostType.CALL_EXTENSION, 1)).isTrue();
        tell(BillingAccount.Status.ACTIVE);
        assertThat(affords(CostType.SMS, 1)).isTrue();
    }

    private void tell(BillingAccount.Status status) {
        purses.db.write(tx -> {
            purses.module.accounts().setStatus(tx, customer, status);
            return "";
        });
    }

    private boolean affords(CostType type, long units) {
        return purses.db.read(tx -> charges.affords(tx, customer, type, units));
    }

    private void charge(Usage usage, long units) {
        purses.db.write(tx -> {
            charges.charge(tx, usage, units);
            return "";
        });
    }

    private Instant open(Usage usage) {
        return purses.db.write(tx -> {
            charges.open(tx, usage, tx.now());
            charges.open(tx, usage, tx.now());
            return tx.now();
        });
    }

    private void close(Usage usage, Instant end) {
        purses.db.write(tx -> {
            charges.close(tx, usage.referenceType(), usage.referenceId(), end);
            return "";
        });
    }
}
