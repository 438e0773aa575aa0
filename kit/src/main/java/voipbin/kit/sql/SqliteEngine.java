package voipbin.kit.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import voipbin.base.Counters;

/**
 * SQLite with one writer thread and a few readers. The writer takes whatever works wait and commits them together, so
 * that one fsync serves many callers. Should one of them fail, all are run again, each within its own savepoint, so
 * that it can only undo itself: savepoints for all would copy each page that a work changes.
 */
final class SqliteEngine implements Engine {

    /** Bounds how long the first work of a batch waits for the commit. */
    private static final int BATCH = 256;

    private static final int READERS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final class Waiting<R extends @Nullable Object> {
        private final Step<R> step;
        private final CompletableFuture<Committed<R>> answer = new CompletableFuture<>();
        private @Nullable Committed<R> done;

        Waiting(Step<R> step) {
            this.step = step;
        }

        /** Its failure undoes the whole transaction. */
        void run(SqliteConnection connection) {
            done = step.apply(connection.session());
        }

        /** Whether the work succeeded; its failure goes to its caller at once and undoes nothing else. */
        boolean runApart(SqliteConnection connection) {
            connection.execute("savepoint work");
            try {
                run(connection);
                connection.execute("release work");
                connection.session().warm().keep();
                return true;
            } catch (Throwable failure) {
                connection.execute("rollback to work");
                connection.execute("release work");
                connection.session().warm().undo();
                answer.completeExceptionally(failure);
                return false;
            }
        }

        void committed() {
            answer.complete(done);
        }
    }

    private final WriteQueue<Waiting<?>> queue = new WriteQueue<>();
    private final BlockingQueue<SqliteConnection> readers;
    private final SqliteConnection writer;
    private final Thread writerThread;
    private final LongAdder commits;
    private volatile boolean closed;
    private int version;

    SqliteEngine(DatabaseConfig.Sqlite config, Counters counters) throws SQLException {
        this.commits = counters.counter("sql.commits");
        this.writer = SqliteConnection.toWrite(config.file());
        this.readers = new ArrayBlockingQueue<>(READERS);
        for (int i = 0; i < READERS; i++) {
            readers.add(SqliteConnection.toRead(config.file()));
        }
        this.writerThread = Thread.ofPlatform().daemon().name("sqlite-writer").start(this::writeBatches);
    }

    @Override
    public <R extends @Nullable Object> Committed<R> write(Step<R> step, Haste haste) {
        Waiting<R> waiting = new Waiting<>(step);
        queue.add(waiting, haste);
        if (closed && queue.remove(waiting)) {
            throw new IllegalStateException("the database is closed");
        }
        return Outcome.of(waiting.answer);
    }

    /**
     * On the caller's own thread: a point query takes less time than to wake another thread. It holds the carrier of a
     * virtual thread meanwhile, of which there are as many as cores, as there are readers.
     */
    @Override
    public <R extends @Nullable Object> Committed<R> read(Step<R> step) {
        SqliteConnection connection = reader();
        try {
            connection.execute("begin");
            try {
                return step.apply(connection.session());
            } finally {
                connection.execute("rollback");
            }
        } finally {
            readers.add(connection);
        }
    }

    /** Waits on through interrupts, as a write does: its caller must learn the outcome. */
    private SqliteConnection reader() {
        boolean interrupted = false;
        try {
            while (!closed) {
                try {
                    SqliteConnection free = readers.poll(1, TimeUnit.SECONDS);
                    if (free != null) {
                        return free;
                    }
                } catch (InterruptedException notNow) {
                    interrupted = true;
                }
            }
            throw new IllegalStateException("the database is closed");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void writeBatches() {
        List<Waiting<?>> batch = new ArrayList<>(BATCH);
        while (queue.drainTo(batch, BATCH)) {
            writeBatch(batch);
            queue.committed(batch.size());
            batch.clear();
        }
        writer.close();
    }

    private void writeBatch(List<Waiting<?>> batch) {
        try {
            commit(batch, waiting -> {
                waiting.run(writer);
                return true;
            });
        } catch (RuntimeException | Error broken) {
            if (batch.size() == 1) {
                batch.getFirst().answer.completeExceptionally(broken);
            } else {
                writeApart(batch);
            }
        }
    }

    private void writeApart(List<Waiting<?>> batch) {
        try {
            commit(batch, waiting -> waiting.runApart(writer));
        } catch (RuntimeException | Error broken) {
            // nothing of this batch is there, and all of its callers are told: the disk is full or failing
            batch.forEach(waiting -> waiting.answer.completeExceptionally(broken));
        }
    }

    /** Commits those that ran well, and tells their callers. */
    private void commit(List<Waiting<?>> batch, Predicate<Waiting<?>> run) {
        try {
            writer.execute("begin immediate");
            forgetWhatOthersChanged();
            List<Waiting<?>> succeeded = batch.stream().filter(run).toList();
            writer.execute("commit");
            writer.session().warm().keep();
            commits.increment();
            succeeded.forEach(Waiting::committed);
        } catch (RuntimeException | Error broken) {
            writer.abandon();
            writer.session().warm().clear();
            throw broken;
        }
    }

    /** Nobody should write into our file but us; who does all the same, by hand, is respected. */
    private void forgetWhatOthersChanged() {
        int now = writer.version();
        if (now != version) {
            version = now;
            writer.session().warm().clear();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        queue.close();
        try {
            writerThread.join();
            for (int i = 0; i < READERS; i++) {
                // whoever reads just now ends first
                readers.take().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
