package voipbin.platform.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.billing.Billing.ReferenceType;
import voipbin.platform.billing.Billing.TransactionType;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Quota;

class BillingAccountsTest {

    private final Purses purses = new Purses();
    private final Id<Customer> customer = purses.customer();

    @AfterEach
    void close() {
        purses.close();
    }

    @Test
    void aNewCustomerHasAFreeAccountWithThisMonthsTokens() {
        BillingAccount account = purses.account(customer);
        assertThat(account.customerId()).isEqualTo(customer);
        assertThat(account.planType()).isEqualTo(PlanType.FREE);
        assertThat(account.balanceToken()).isEqualTo(100);
        assertThat(account.balanceCredit()).isZero();
        assertThat(account.tmNextTopup()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(purses.rows()).singleElement().satisfies(row -> {
            assertThat(row.transactionType()).isEqualTo(TransactionType.TOP_UP);
            assertThat(row.referenceType()).isEqualTo(ReferenceType.MONTHLY_ALLOWANCE);
            assertThat(row.amountToken()).isEqualTo(100);
            assertThat(row.balanceTokenSnapshot()).isEqualTo(100);
        });
    }

    @Test
    void tokensAreSetAnewOnTheFirstOfTheMonthAndWhatWasLeftIsGone() {
        purses.fill(customer, 30, 7);
        purses.time.advance(Duration.between(purses.time.instant(), Instant.parse("2026-01-31T23:59:59Z")));
        assertThat(purses.module.topUps().topUpDue()).isZero();
        purses.time.advance(Duration.ofSeconds(1));
        assertThat(purses.module.topUps().topUpDue()).isEqualTo(1);
        assertThat(purses.module.topUps().topUpDue()).isZero();
        BillingAccount account = purses.account(customer);
        assertThat(account.balanceToken()).isEqualTo(100);
        assertThat(account.balanceCredit()).isEqualTo(7);
        assertThat(account.tmLastTopup()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(account.tmNextTopup()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(purses.rows().getLast().amountToken()).isEqualTo(70);
    }

    @Test
    void monthsInWhichTheServerStoodStillAreToppedUpOnce() {
        purses.time.advance(Duration.ofDays(120));
        assertThat(purses.module.topUps().topUpDue()).isEqualTo(1);
        assertThat(purses.rows()).hasSize(2);
        assertThat(purses.account(customer).tmNextTopup()).isEqualTo(Instant.parse("2026-06-01T00:00:00Z"));
    }

    @Test
    void anotherPlanGivesItsTokensWithTheNextMonth() {
        purses.db.write(tx -> purses.module
                .accounts()
                .setPlan(
                        tx,
                        purses.module.accounts().of(tx, customer).orElseThrow().id(),
                        PlanType.PROFESSIONAL));
        assertThat(purses.account(customer).balanceToken()).isEqualTo(100);
        purses.time.advance(Duration.ofDays(31));
        purses.module.topUps().topUpDue();
        assertThat(purses.account(customer).balanceToken()).isEqualTo(10_000);
    }

    @Test
    void customersFromBeforeThereWasBillingGetTheirAccountOnce() {
        Customer old = purses.customers.insert(purses.insert(purses.time.instant()));
        assertThat(purses.module.accounts().createMissing()).isEqualTo(1);
        assertThat(purses.module.accounts().createMissing()).isZero();
        assertThat(purses.account(old.id()).balanceToken()).isEqualTo(100);
    }

    @Test
    void anAccountGoesWithItsCustomerAndGetsNoMoreTokens() {
        purses.db.write(tx -> {
            purses.module
                    .customerListener()
                    .deleted(tx, purses.customers.find(tx, customer).orElseThrow());
            return "";
        });
        BillingAccount account = purses.account(customer);
        assertThat(account.status()).isEqualTo(BillingAccount.Status.DELETED);
        assertThat(account.tmDelete()).isNotNull();
        purses.time.advance(Duration.ofDays(40));
        assertThat(purses.module.topUps().topUpDue()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "FREE, EXTENSION, 5",
        "FREE, AGENT, 5",
        "FREE, VIRTUAL_NUMBER, 5",
        "FREE, QUEUE, 2",
        "FREE, CONFERENCE, 2",
        "FREE, TRUNK, 1",
        "BASIC, AGENT, 50",
        "BASIC, QUEUE, 10",
        "BASIC, TRUNK, 5",
        "PROFESSIONAL, VIRTUAL_NUMBER, 500",
        "PROFESSIONAL, CONFERENCE, 100",
        "PROFESSIONAL, TRUNK, 50",
    })
    void aPlanAllowsSoManyAndNotOneMore(PlanType plan, Quota.Kind kind, long limit) {
        plan(plan);
        admit(kind, limit - 1);
        Problem refused = catchThrowableOfType(Problem.class, () -> admit(kind, limit));
        assertThat(refused.status().http()).isEqualTo(429);
        assertThat(refused.reason()).isEqualTo("RESOURCE_LIMIT_EXCEEDED");
    }

    @Test
    void anUnlimitedPlanAllowsAsManyAsOneLikes() {
        plan(PlanType.UNLIMITED);
        for (Quota.Kind kind : Quota.Kind.values()) {
            admit(kind, 1_000_000);
        }
        assertThat(purses.account(customer).planType()).isEqualTo(PlanType.UNLIMITED);
    }

    private void plan(PlanType plan) {
        Id<BillingAccount> account = purses.account(customer).id();
        purses.db.write(tx -> purses.module.accounts().setPlan(tx, account, plan));
    }

    private void admit(Quota.Kind kind, long count) {
        purses.db.read(tx -> {
            purses.module.plans().admit(tx, customer, kind, count);
            return "";
        });
    }
}
