package voipbin.kit.sql;

import java.time.Instant;
import org.jooq.DSLContext;

/** A running transaction; valid only inside the work that it was handed to. */
public final class Tx {

    /** For what {@link Store} and {@link Table} do not say; always with bound values. */
    public DSLContext jooq() {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs once the transaction is durably committed, never when it is rolled back: on the thread that called
     * {@code write}, in the order of registration, before {@code write} returns. What it throws is logged.
     */
    public void afterCommit(Runnable callback) {
        throw new UnsupportedOperationException();
    }

    /** The time of the transaction, the same at every call, in whole microseconds. */
    public Instant now() {
        throw new UnsupportedOperationException();
    }
}
