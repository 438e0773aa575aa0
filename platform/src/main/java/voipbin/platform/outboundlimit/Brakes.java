package voipbin.platform.outboundlimit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.billing.Billing;
import voipbin.platform.billing.Cost;
import voipbin.platform.billing.CostType;
import voipbin.platform.call.Call;
import voipbin.platform.customer.Customer;
import voipbin.platform.outboundlimit.OutboundLimit.Amounts;

/**
 * Looks at each call to a telephone number before it is made, in the transaction that makes it: on SQLite, whose writes
 * go one by one, a limit is therefore exact; on PostgreSQL calls made at the very same time may pass it together.
 */
public final class Brakes {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Written out, since an index of such rows only is not used for a parameter. */
    private static final Condition NOT_OVER = DSL.condition("status <> 'hangup'");

    private static final Field<Long> AMOUNT = DSL.field(DSL.name("amount_credit"), Long.class);

    private final OutboundLimits limits;
    private final Store<TelephoneCall> made;
    private final Store<Call> calls;
    private final Store<Billing> billings;

    Brakes(OutboundLimits limits, Store<TelephoneCall> made, Store<Call> calls, Store<Billing> billings) {
        this.limits = limits;
        this.made = made;
        this.calls = calls;
        this.billings = billings;
    }

    /** Why the customer may not make this call now; empty if it may, which is counted then. */
    public Optional<Problem> admit(Tx tx, Id<Customer> customer, Id<Call> call, String country) {
        Amounts amounts = limits.of(tx, customer);
        Optional<Problem> refusal = concurrency(tx, customer, amounts)
                .or(() -> rate(tx, customer, amounts))
                .or(() -> country(tx, customer, amounts, country))
                .or(() -> spend(tx, customer, amounts));
        if (refusal.isEmpty()) {
            made.insert(tx, TelephoneCall.of(call, customer, country, tx.now()));
        }
        return refusal;
    }

    private Optional<Problem> concurrency(Tx tx, Id<Customer> customer, Amounts amounts) {
        return when(
                living(tx, customer).size() >= amounts.concurrentCalls(),
                Problem.Status.RESOURCE_EXHAUSTED,
                "RESOURCE_LIMIT_EXCEEDED",
                amounts.concurrentCalls() + " calls to telephone numbers at a time are the limit of this account.");
    }

    private Optional<Problem> rate(Tx tx, Id<Customer> customer, Amounts amounts) {
        return when(
                made.count(tx, since(customer, tx.now().minus(MINUTE))) >= amounts.callsPerMinute(),
                Problem.Status.RESOURCE_EXHAUSTED,
                "RATE_LIMIT_EXCEEDED",
                amounts.callsPerMinute() + " calls to telephone numbers a minute are the limit of this account.");
    }

    private Optional<Problem> country(Tx tx, Id<Customer> customer, Amounts amounts, String country) {
        Integer most = amounts.callsPerDayByCountry().get(country);
        return most == null
                ? Optional.empty()
                : when(
                        made.count(
                                        tx,
                                        since(customer, midnight(tx))
                                                .and(made.table().is("country", country)))
                                >= most,
                        Problem.Status.PERMISSION_DENIED,
                        "DESTINATION_LIMIT_EXCEEDED",
                        most + " calls a day to country '" + country + "' are the limit of this account.");
    }

    private Optional<Problem> spend(Tx tx, Id<Customer> customer, Amounts amounts) {
        return when(
                charged(tx, customer) + running(tx, customer) + CostType.CALL_PSTN_OUTGOING.creditPerUnit()
                        > amounts.spendPerDay(),
                Problem.Status.PERMISSION_DENIED,
                "SPEND_LIMIT_EXCEEDED",
                "Calls to telephone numbers have used up what this account may spend on them a day.");
    }

    private static Optional<Problem> when(boolean reached, Problem.Status status, String reason, String message) {
        return reached ? Optional.of(new Problem(status, reason, message)) : Optional.empty();
    }

    private Condition since(Id<Customer> customer, Instant time) {
        return made.table().is("customer_id", customer).and(made.table().isAfter("tm_create", time));
    }

    private static Instant midnight(Tx tx) {
        return tx.now().truncatedTo(ChronoUnit.DAYS).minusNanos(1000);
    }

    private List<Call> living(Tx tx, Id<Customer> customer) {
        return calls.all(
                tx,
                calls.table()
                        .is("customer_id", customer)
                        .and(NOT_OVER)
                        .and(DSL.field(DSL.name("id"))
                                .in(DSL.select(DSL.field(DSL.name("id")))
                                        .from(DSL.table(DSL.name("telephone_calls"))))));
    }

    /** What today's calls have been charged, those that have ended. */
    private long charged(Tx tx, Id<Customer> customer) {
        BigDecimal sum = tx.jooq()
                .select(DSL.sum(AMOUNT))
                .from(DSL.table(DSL.name(billings.table().name())))
                .where(billings.table()
                        .is("customer_id", customer)
                        .and(billings.table().is("cost_type", CostType.CALL_PSTN_OUTGOING))
                        .and(billings.table().isAfter("tm_create", midnight(tx))))
                .fetchOneInto(BigDecimal.class);
        // amounts are what the balance changes by, so what is spent is below zero; nothing at all has no sum
        return sum == null ? 0 : sum.negate().longValue();
    }

    /** What those that live will be charged at the least: each minute begun. */
    private long running(Tx tx, Id<Customer> customer) {
        return living(tx, customer).stream()
                .map(call -> Duration.between(call.tmCreate(), tx.now()))
                .mapToLong(age -> Math.max(1, Cost.minutes(age)) * CostType.CALL_PSTN_OUTGOING.creditPerUnit())
                .sum();
    }

    /** Forgets what no limit looks back to. */
    public int forget() {
        return made.db()
                .write(tx -> tx.jooq()
                        .deleteFrom(DSL.table(DSL.name(made.table().name())))
                        .where(made.table().isBefore("tm_create", tx.now().minus(Duration.ofDays(2))))
                        .execute());
    }
}
