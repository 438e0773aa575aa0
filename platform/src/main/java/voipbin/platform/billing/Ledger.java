package voipbin.platform.billing;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.billing.Billing.ReferenceType;
import voipbin.platform.billing.Billing.Status;
import voipbin.platform.billing.Billing.TransactionType;
import voipbin.platform.customer.Customer;

/**
 * The only place where balances change: each time with a row that says why, in the same transaction. What has been
 * written once under an idempotency key is not written again.
 */
final class Ledger {

    private final Store<BillingAccount> accounts;
    private final Store<Billing> rows;

    Ledger(Store<BillingAccount> accounts, Store<Billing> rows) {
        this.accounts = accounts;
        this.rows = rows;
    }

    private record Entry(
            Id<Customer> customer,
            TransactionType type,
            ReferenceType referenceType,
            Id<?> referenceId,
            CostType costType,
            Id<?> key) {

        static Entry of(Usage usage) {
            return new Entry(
                    usage.customer(),
                    TransactionType.USAGE,
                    usage.referenceType(),
                    usage.referenceId(),
                    usage.costType(),
                    keyOf(usage.referenceType(), usage.referenceId()));
        }
    }

    /** How a balance changes: signed. */
    private record Change(long token, long credit) {

        static final Change NOTHING = new Change(0, 0);

        static Change minus(Cost cost) {
            return new Change(-cost.tokens(), -cost.credit());
        }
    }

    /** From when to when; no end while it runs. */
    private record Span(Instant start, @Nullable Instant end) {}

    boolean isCharged(Tx tx, Usage usage) {
        return written(tx, Entry.of(usage).key()).isPresent();
    }

    /** So many units at once. */
    void charge(Tx tx, BillingAccount account, Usage usage, long units) {
        Entry entry = Entry.of(usage);
        if (written(tx, entry.key()).isEmpty()) {
            Cost cost = Cost.of(usage.costType(), units, account.balanceToken());
            write(tx, account, entry, units, Change.minus(cost));
        }
    }

    /** Begins to count what is paid by the minute; nothing is charged yet. */
    void open(Tx tx, BillingAccount account, Usage usage, Instant start) {
        Entry entry = Entry.of(usage);
        if (written(tx, entry.key()).isEmpty()) {
            rows.insert(tx, row(account, entry, 0, Change.NOTHING, new Span(start, null)));
        }
    }

    /** Charges what was opened, up to its end; without effect on what was never opened or is closed. */
    void close(Tx tx, ReferenceType type, Id<?> reference, Instant end) {
        Optional<Billing> running =
                written(tx, keyOf(type, reference)).filter(row -> row.status() == Status.PROGRESSING);
        if (running.isPresent()) {
            close(tx, running.get(), end);
        }
    }

    private void close(Tx tx, Billing running, Instant end) {
        record Closed(
                Status status,
                long usageDuration,
                long billableUnits,
                long amountToken,
                long amountCredit,
                long balanceTokenSnapshot,
                long balanceCreditSnapshot,
                Instant tmBillingEnd) {}
        BillingAccount account = accounts.find(tx, running.accountId()).orElseThrow();
        Instant start = Optional.ofNullable(running.tmBillingStart()).orElse(end);
        Duration used = Duration.between(start, end);
        long units = Cost.minutes(used);
        Change change = Change.minus(Cost.of(running.costType(), units, account.balanceToken()));
        BillingAccount after = apply(tx, account, change);
        rows.update(
                tx,
                running.id(),
                new Closed(
                        Status.END,
                        Math.max(0, used.toSeconds()),
                        units,
                        change.token(),
                        change.credit(),
                        after.balanceToken(),
                        after.balanceCredit(),
                        end));
    }

    /**
     * Sets the tokens to the plan's allowance of this month: what was left of the old ones is gone. The amount is the
     * difference, so that the amounts still add up to the balance.
     */
    BillingAccount topUp(Tx tx, BillingAccount account) {
        YearMonth month = YearMonth.from(tx.now().atOffset(ZoneOffset.UTC));
        record ToppedUp(Instant tmLastTopup, Instant tmNextTopup) {}
        Instant next = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        BillingAccount due = accounts.update(tx, account.id(), new ToppedUp(tx.now(), next));
        Id<?> key = DerivedId.of(account.id(), Json.nameOf(ReferenceType.MONTHLY_ALLOWANCE) + ":" + month);
        if (written(tx, key).isPresent()) {
            return due;
        }
        Entry entry = new Entry(
                account.customerId(),
                TransactionType.TOP_UP,
                ReferenceType.MONTHLY_ALLOWANCE,
                account.id(),
                CostType.NONE,
                key);
        return write(tx, due, entry, 0, new Change(account.planType().monthlyTokens() - account.balanceToken(), 0));
    }

    /** By hand; less than zero takes away. */
    BillingAccount adjust(Tx tx, BillingAccount account, long credit) {
        Entry entry = new Entry(
                account.customerId(),
                TransactionType.ADJUSTMENT,
                ReferenceType.CREDIT_ADJUSTMENT,
                Id.nil(),
                CostType.NONE,
                Id.random());
        return write(tx, account, entry, 0, new Change(0, credit));
    }

    private BillingAccount write(Tx tx, BillingAccount account, Entry entry, long units, Change change) {
        BillingAccount after = apply(tx, account, change);
        rows.insert(tx, row(after, entry, units, change, new Span(tx.now(), tx.now())));
        return after;
    }

    private BillingAccount apply(Tx tx, BillingAccount account, Change change) {
        record Balance(long balanceToken, long balanceCredit) {}
        if (change.equals(Change.NOTHING)) {
            return account;
        }
        return accounts.update(
                tx,
                account.id(),
                new Balance(account.balanceToken() + change.token(), account.balanceCredit() + change.credit()));
    }

    private static Billing row(BillingAccount after, Entry entry, long units, Change change, Span span) {
        return new Billing(
                Id.random(),
                entry.customer(),
                after.id(),
                entry.type(),
                span.end() == null ? Status.PROGRESSING : Status.END,
                entry.referenceType(),
                entry.referenceId(),
                entry.costType(),
                0,
                units,
                entry.costType().tokensPerUnit(),
                entry.costType().creditPerUnit(),
                change.token(),
                change.credit(),
                after.balanceToken(),
                after.balanceCredit(),
                entry.key(),
                span.start(),
                span.end(),
                span.end() == null ? span.start() : span.end(),
                null,
                null);
    }

    private Optional<Billing> written(Tx tx, Id<?> key) {
        return rows.findBy(tx, "idempotency_key", key);
    }

    private static Id<?> keyOf(ReferenceType type, Id<?> reference) {
        return DerivedId.of(reference, Json.nameOf(type));
    }
}
