package voipbin.platform.billing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Timers;
import voipbin.kit.sql.Store;

/** Gives each account its tokens when a month begins. */
public final class TopUps {

    private static final Logger LOG = LoggerFactory.getLogger(TopUps.class);

    private final Store<BillingAccount> accounts;
    private final Ledger ledger;

    TopUps(Store<BillingAccount> accounts, Ledger ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
    }

    /**
     * Looks now and then again and again, each time on a virtual thread of its own, until the timers are closed. What
     * came due while nobody looked is found the next time.
     */
    public void repeat(Timers timers, Duration every) {
        Thread.ofVirtual().name("top-ups").start(() -> {
            try {
                topUpDue();
            } catch (RuntimeException later) {
                LOG.warn("accounts could not be topped up, which is tried again in {}", every, later);
            }
        });
        timers.after(every, () -> repeat(timers, every));
    }

    /** Tops up all accounts whose time has come. Returns how many. */
    public int topUpDue() {
        List<BillingAccount> due = accounts.db().read(tx -> accounts.all(tx, dueAt(tx.now())));
        due.forEach(account -> accounts.db()
                .write(tx -> accounts.first(
                                tx, accounts.table().is("id", account.id()).and(dueAt(tx.now())))
                        .map(still -> ledger.topUp(tx, still))));
        return due.size();
    }

    private Condition dueAt(Instant now) {
        return accounts.table()
                .isAfter("tm_next_topup", now)
                .not()
                .and(accounts.table().isNotNull("tm_next_topup"))
                .and(accounts.table().live());
    }
}
