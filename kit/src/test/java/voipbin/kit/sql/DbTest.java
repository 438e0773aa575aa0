package voipbin.kit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.Problem;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Position;

class DbTest {

    private final Counters counters = new Counters();
    private final Db db = TestDatabase.open(Clock.systemUTC(), counters);

    DbTest() {
        db.write(tx -> tx.jooq().execute("create table numbers (n bigint primary key)"));
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static int insert(Tx tx, long n) {
        return tx.jooq().execute("insert into numbers values (?)", n);
    }

    private long count() {
        return db.read(tx -> tx.jooq().fetchCount(DSL.table("numbers")));
    }

    @Test
    void manyCallersShareACommit() throws Exception {
        long before = counters.counter("sql.commits").sum();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 64; t++) {
                long base = t * 1000L;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 200; i++) {
                        long n = base + i;
                        db.write(tx -> insert(tx, n));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        long commits = counters.counter("sql.commits").sum() - before;
        assertThat(count()).isEqualTo(64 * 200);
        System.out.println("12800 writes by 64 callers in " + commits + " commits");
        if (!TestDatabase.isPostgresql()) {
            assertThat(commits).isLessThan(64 * 200 / 4);
        }
    }

    @Test
    void aFailingWorkUndoesItselfOnlyAndItsCallerIsTold() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long n = i;
                all.add(threads.submit(() -> db.write(tx -> {
                    insert(tx, n);
                    if (n % 3 == 0) {
                        throw Problem.conflict("STATE_INVALID", "no " + n);
                    }
                    if (n % 3 == 1) {
                        insert(tx, n);
                    }
                    return (int) n;
                })));
            }
            for (int i = 0; i < 200; i++) {
                Future<Integer> one = all.get(i);
                switch (i % 3) {
                    case 0 ->
                        assertThatThrownBy(one::get)
                                .cause()
                                .isInstanceOf(Problem.class)
                                .hasMessage("no " + i);
                    case 1 ->
                        assertThatThrownBy(one::get).cause().isInstanceOf(org.jooq.exception.DataAccessException.class);
                    default -> assertThat(one.get()).isEqualTo(i);
                }
            }
        }
        assertThat(count()).isEqualTo(66);
    }

    @Test
    void callbacksRunAfterTheCommitAndNeverWithoutOne() {
        List<String> seen = new ArrayList<>();
        String result = db.write(tx -> {
            insert(tx, 1);
            tx.afterCommit(() -> seen.add("rows " + count()));
            tx.afterCommit(() -> {
                throw new IllegalStateException("only logged");
            });
            tx.afterCommit(() -> seen.add("last"));
            seen.add("work");
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(seen).containsExactly("work", "rows 1", "last");

        assertThatThrownBy(() -> db.write(tx -> {
                    tx.afterCommit(() -> seen.add("never"));
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        assertThat(seen).doesNotContain("never");
    }

    @Test
    void aTransactionInsideAnotherIsABugThatIsToldAtOnce() {
        assertThatThrownBy(() -> db.write(_ -> db.write(tx -> insert(tx, 1))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> db.write(_ -> count())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> db.read(_ -> db.write(tx -> insert(tx, 1)))).isInstanceOf(IllegalStateException.class);
        assertThat(count()).isZero();
    }

    @Test
    void anInterruptedCallerStillLearnsTheOutcome() {
        Thread.currentThread().interrupt();
        assertThat(db.<Integer>write(tx -> insert(tx, 1))).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(count()).isEqualTo(1);
        assertThat(db.<Integer>write(tx -> insert(tx, 2))).isEqualTo(1);
    }

    @Test
    void anInterruptInTheMiddleOfItsWorkHurtsNobody() throws Exception {
        Thread caller = Thread.ofVirtual().start(() -> {
            for (int n = 0; n < 200; n++) {
                long next = n;
                db.write(tx -> insert(tx, next));
            }
        });
        while (caller.isAlive()) {
            caller.interrupt();
            Thread.onSpinWait();
        }
        assertThat(count()).isEqualTo(200);
    }

    @Test
    void readersSeeASnapshotAndDoNotWaitForTheWriter() throws Exception {
        db.write(tx -> insert(tx, 1));
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(() -> db.write(tx -> {
            int one = insert(tx, 2);
            written.countDown();
            await(seen);
            return one;
        }));
        await(written);
        assertThat(count()).isEqualTo(1);
        seen.countDown();
        writing.get();
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void readsAreReadOnly() {
        assertThatThrownBy(() -> db.read(tx -> insert(tx, 1))).isInstanceOf(RuntimeException.class);
        assertThat(count()).isZero();
    }

    @Test
    void readThenWriteIsSerializable() throws Exception {
        db.write(tx -> insert(tx, 0));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(threads.submit(() -> db.write(tx -> {
                    long last =
                            tx.jooq().fetchSingle("select max(n) from numbers").get(0, Long.class);
                    return insert(tx, last + 1);
                })));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get()).isEqualTo(1);
            }
        }
        assertThat(count()).isEqualTo(41);
    }

    @Test
    void aClosedDatabaseSaysSo() {
        db.close();
        assertThatThrownBy(() -> db.write(tx -> insert(tx, 1))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(this::count).isInstanceOf(RuntimeException.class);
    }

    @Test
    void openingAgainFindsWhatWasWritten() {
        DatabaseConfig config = TestDatabase.fresh();
        for (int opened = 0; opened < 3; opened++) {
            try (Db again = Db.open(config, Clock.systemUTC())) {
                again.write(tx -> tx.jooq().execute("create table if not exists kept (n integer)"));
                again.write(tx -> tx.jooq().execute("insert into kept values (1)"));
                assertThat(again.<Integer>read(tx -> tx.jooq().fetchCount(DSL.table("kept"))))
                        .isEqualTo(opened + 1);
                assertThat(again.outbox().after(Position.START, 1)).isEmpty();
            }
        }
    }

    @Test
    void migrationsThatChangedAreLookedAtAgain() {
        DatabaseConfig config = TestDatabase.fresh();
        try (Db first = Db.open(config, Clock.systemUTC())) {
            first.write(tx -> tx.jooq().execute("update migrated_files set files = 'others'"));
            first.write(tx -> tx.jooq().execute("update flyway_schema_history set checksum = 7 where version = '1'"));
        }
        assertThatThrownBy(() -> Db.open(config, Clock.systemUTC()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void whatHasHappenedIsWrittenAsSoonAsTheDatabaseTakesIt() throws InterruptedException {
        db.write(tx -> tx.jooq().execute("alter table numbers rename to away"));
        CountDownLatch written = new CountDownLatch(1);
        db.writeEventually("a number", (tx, _) -> {
            insert(tx, 1);
            tx.afterCommit(written::countDown);
        });
        db.write(tx -> tx.jooq().execute("alter table away rename to numbers"));
        assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamedWithoutItsPassword() {
        DatabaseConfig nowhere = new DatabaseConfig.Postgresql("jdbc:postgresql://127.0.0.1:1/x", "u", "s3cret", 2);
        assertThatThrownBy(() -> Db.open(nowhere, Clock.systemUTC()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("s3cret");
        DatabaseConfig missing = new DatabaseConfig.Sqlite(java.nio.file.Path.of("/nowhere/at/all.db"));
        assertThatThrownBy(() -> Db.open(missing, Clock.systemUTC()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/nowhere/at/all.db");
    }

    @Test
    void aCommitThatFailsIsToldAndTheNextOneGoesThrough() {
        db.write(tx -> tx.jooq()
                .execute("create table children (n bigint references numbers (n) deferrable initially deferred)"));
        assertThatThrownBy(() -> db.write(tx -> tx.jooq().execute("insert into children values (1)")))
                .isInstanceOf(org.jooq.exception.DataAccessException.class);
        assertThat(db.<Integer>write(tx -> insert(tx, 1) + tx.jooq().execute("insert into children values (1)")))
                .isEqualTo(2);
        assertThat(count()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
