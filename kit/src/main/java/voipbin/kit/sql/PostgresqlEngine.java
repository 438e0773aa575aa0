package voipbin.kit.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import voipbin.base.Counters;

/**
 * PostgreSQL with serializable writes, so that work which is right with SQLite's one writer is right here too; the
 * loser of a conflict is run again. Reads see one snapshot. Work runs on a virtual thread of its own, which nobody
 * interrupts: an interrupt closes the socket that a virtual thread talks by, and its caller would not learn the
 * outcome.
 */
final class PostgresqlEngine implements Engine {

    /** Of two that conflict one goes through, so many rounds only happen when very many meet at one row. */
    private static final int MOST_ATTEMPTS = 100;

    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final LongAdder commits;
    private final LongAdder retries;

    PostgresqlEngine(DatabaseConfig.Postgresql config, Counters counters) {
        int writing = Math.max(1, config.connections() / 2);
        this.commits = counters.counter("sql.commits");
        this.retries = counters.counter("sql.retries");
        this.writers = pool(config, writing, "TRANSACTION_SERIALIZABLE", false);
        this.readers = pool(config, Math.max(1, config.connections() - writing), "TRANSACTION_REPEATABLE_READ", true);
    }

    private static HikariDataSource pool(
            DatabaseConfig.Postgresql config, int size, String isolation, boolean readOnly) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(config.url());
        pool.setUsername(config.user());
        pool.setPassword(config.password());
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(1);
        pool.setAutoCommit(false);
        pool.setTransactionIsolation(isolation);
        pool.setReadOnly(readOnly);
        pool.setPoolName(readOnly ? "postgresql-readers" : "postgresql-writers");
        // a sequential scan locks its whole table against other serializable transactions (PostgreSQL manual §13.2.3)
        pool.addDataSourceProperty("options", "-c enable_seqscan=off -c jit=off");
        return new HikariDataSource(pool);
    }

    /** Always at once: several write at the same time here, and the server gathers their commits. */
    @Override
    public <R extends @Nullable Object> Committed<R> write(Step<R> step, Haste haste) {
        return Outcome.of(() -> written(step));
    }

    private <R extends @Nullable Object> Committed<R> written(Step<R> step) {
        for (int attempt = 1; ; attempt++) {
            try {
                Committed<R> committed = run(writers, step);
                commits.increment();
                return committed;
            } catch (DataAccessException failure) {
                if (attempt == MOST_ATTEMPTS || !isConflict(failure)) {
                    throw failure;
                }
                retries.increment();
                LockSupport.parkNanos(Math.min(LONGEST_PAUSE, attempt * attempt * 50_000L));
            }
        }
    }

    @Override
    public <R extends @Nullable Object> Committed<R> read(Step<R> step) {
        return Outcome.of(() -> run(readers, step));
    }

    private static <R extends @Nullable Object> Committed<R> run(HikariDataSource pool, Step<R> step) {
        try (Connection connection = pool.getConnection()) {
            // what is not committed is rolled back when the connection goes back to the pool
            Committed<R> done = step.apply(Jooq.on(connection, SQLDialect.POSTGRES, new WarmRows(0)));
            connection.commit();
            return done;
        } catch (SQLException e) {
            throw new DataAccessException(e.getMessage() == null ? "commit" : e.getMessage(), e);
        }
    }

    /** Serialization failure or deadlock (PostgreSQL manual, appendix A, class 40). */
    private static boolean isConflict(DataAccessException failure) {
        return failure.sqlState().equals("40001") || failure.sqlState().equals("40P01");
    }

    @Override
    public void close() {
        writers.close();
        readers.close();
    }
}
