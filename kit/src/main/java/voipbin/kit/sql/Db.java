package voipbin.kit.sql;

import java.time.Clock;
import java.util.function.Function;

/** The database. Safe for all threads; made for many virtual ones. */
public final class Db implements AutoCloseable {

    /**
     * Brings the schema up to date with the migrations at {@code classpath:db/migration}, then opens.
     *
     * @throws IllegalStateException if the database cannot be reached or migrated
     */
    public static Db open(DatabaseConfig config, Clock clock) {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs work that changes rows and returns once it is durably committed; what the work throws is thrown here and
     * undoes the work only. Transactions are serializable. The work may be run again if it loses a conflict
     * (PostgreSQL), and runs on the one writer thread (SQLite): it does nothing but SQL, quickly.
     *
     * @throws IllegalStateException inside another transaction of this database
     */
    public <R> R write(Function<Tx, R> work) {
        throw new UnsupportedOperationException();
    }

    /** Runs work that only reads, on one unchanging snapshot; never waits for a writer. */
    public <R> R read(Function<Tx, R> work) {
        throw new UnsupportedOperationException();
    }

    /** The events of this database. */
    public Outbox outbox() {
        throw new UnsupportedOperationException();
    }

    /** Finishes what was accepted, then closes. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
