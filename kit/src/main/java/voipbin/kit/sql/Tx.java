package voipbin.kit.sql;

import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

/** A running transaction; valid only inside the work that it was handed to. */
public final class Tx {

    private final Session session;
    private final Instant now;
    private final List<Runnable> callbacks = new ArrayList<>();

    Tx(Session session, Instant now) {
        this.session = session;
        this.now = microseconds(now);
    }

    /** For what {@link Store} and {@link Table} do not say; always with bound values. */
    public DSLContext jooq() {
        return session.jooq();
    }

    Connection connection() {
        return session.connection();
    }

    WarmRows warm() {
        return session.warm();
    }

    /**
     * Runs once the transaction is durably committed, never when it is rolled back: on the thread that called
     * {@code write}, in the order of registration, before {@code write} returns. What it throws is logged.
     */
    public void afterCommit(Runnable callback) {
        callbacks.add(callback);
    }

    /** The time of the transaction, the same at every call, in whole microseconds. */
    public Instant now() {
        return now;
    }

    List<Runnable> callbacks() {
        return callbacks;
    }

    boolean isPostgresql() {
        return Column.isPostgresql(session.jooq().family());
    }

    static Instant microseconds(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
