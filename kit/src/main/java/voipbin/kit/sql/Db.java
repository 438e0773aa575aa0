package voipbin.kit.sql;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;

/** The database. Safe for all threads; made for many virtual ones. */
public final class Db implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Db.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofMinutes(1);

    /** Whose transaction runs on this thread; one of our own instance within another would wait for itself. */
    private final ScopedValue<Tx> running = ScopedValue.newInstance();

    private final Engine engine;
    private final Clock clock;
    private final Outbox outbox;
    private volatile boolean closed;

    private Db(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
        this.outbox = new Outbox(this, engine instanceof PostgresqlEngine);
    }

    /** {@link #open(DatabaseConfig, Clock, Counters)} when nobody looks at the counters. */
    public static Db open(DatabaseConfig config, Clock clock) {
        return open(config, clock, new Counters());
    }

    /**
     * Brings the schema up to date with the migrations at {@code classpath:db/migration}, then opens. Counts
     * {@code sql.commits} and {@code sql.retries}.
     *
     * @throws IllegalStateException if the database cannot be reached or migrated
     */
    public static Db open(DatabaseConfig config, Clock clock, Counters counters) {
        try {
            Jooq.warm(
                    switch (config) {
                        case DatabaseConfig.Sqlite _ -> SQLDialect.SQLITE;
                        case DatabaseConfig.Postgresql _ -> SQLDialect.POSTGRES;
                    });
            Migrations.run(config);
            return switch (config) {
                case DatabaseConfig.Sqlite file -> new Db(new SqliteEngine(file, counters), clock);
                case DatabaseConfig.Postgresql server -> new Db(new PostgresqlEngine(server, counters), clock);
            };
        } catch (SQLException | RuntimeException e) {
            throw new IllegalStateException("cannot open " + config + ": " + e.getMessage(), e);
        }
    }

    /**
     * Runs work that changes rows and returns once it is durably committed; what the work throws is thrown here and
     * undoes the work only. Transactions are serializable. The work may be run again if it loses a conflict
     * (PostgreSQL), and runs on the one writer thread (SQLite): it does nothing but SQL, quickly, and lets SQL errors
     * pass.
     *
     * @throws IllegalStateException inside another transaction of this database
     */
    public <R extends @Nullable Object> R write(Function<Tx, R> work) {
        return write(work, Engine.Haste.USUAL);
    }

    /**
     * The same for work that nobody hears wait, like a change of status that has happened: where much is written it
     * waits up to 10 ms for others, to share their commit.
     */
    public <R extends @Nullable Object> R writeAlong(Function<Tx, R> work) {
        return write(work, Engine.Haste.NONE);
    }

    private <R extends @Nullable Object> R write(Function<Tx, R> work, Engine.Haste haste) {
        refuseNesting();
        Engine.Committed<R> committed = engine.write(session -> run(session, work), haste);
        committed.tx().callbacks().forEach(Db::call);
        outbox.wake();
        return committed.result();
    }

    /**
     * Writes down what has happened, which nobody can be told to try again: where the database refuses it now (a disk
     * that is full, a server that is away), it is tried again at growing distances until it succeeds or this is closed.
     * Returns after the first attempt.
     *
     * @param what it is, for the log
     * @param work as for {@link #write}, with the time of this call
     * @throws RuntimeException what the work throws of its own
     */
    public void writeEventually(String what, BiConsumer<Tx, Instant> work) {
        Instant now = clock.instant();
        Runnable attempt = () -> writeAlong(tx -> {
            work.accept(tx, now);
            return true;
        });
        try {
            attempt.run();
        } catch (DataAccessException refused) {
            LOG.error("{} cannot be written; it is tried again", what, refused);
            Thread.ofVirtual().name("write-again").start(() -> again(what, attempt));
        }
    }

    private void again(String what, Runnable attempt) {
        Duration pause = SOON;
        while (true) {
            LockSupport.parkNanos(pause.toNanos());
            if (closed) {
                LOG.error("{} was never written", what);
                return;
            }
            try {
                attempt.run();
                LOG.info("{} is written at last", what);
                return;
            } catch (DataAccessException refused) {
                LOG.warn("{} still cannot be written: {}", what, refused.getMessage());
                pause = pause.multipliedBy(2).compareTo(LATEST) < 0 ? pause.multipliedBy(2) : LATEST;
            }
        }
    }

    /**
     * Runs work that only reads, on one unchanging snapshot; never waits for a writer.
     *
     * @throws IllegalStateException inside another transaction of this database
     */
    public <R extends @Nullable Object> R read(Function<Tx, R> work) {
        refuseNesting();
        return engine.read(session -> run(session, work)).result();
    }

    /** The events of this database. */
    public Outbox outbox() {
        return outbox;
    }

    /** Finishes what was accepted, then closes. */
    @Override
    public void close() {
        closed = true;
        outbox.close();
        engine.close();
    }

    private <R extends @Nullable Object> Engine.Committed<R> run(Session session, Function<Tx, R> work) {
        Tx tx = new Tx(session, clock.instant());
        return new Engine.Committed<>(ScopedValue.where(running, tx).call(() -> work.apply(tx)), tx);
    }

    private void refuseNesting() {
        if (running.isBound()) {
            throw new IllegalStateException("already in a transaction: hand its Tx on instead of beginning another");
        }
    }

    private static void call(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException bug) {
            LOG.error("a callback failed after its transaction was committed", bug);
        }
    }
}
