package voipbin.kit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.base.Id;
import voipbin.base.ManualTime;

/** The writer keeps rows in mind; what it makes of them must be what lies in the file. */
class WarmRowsTest {

    @TempDir
    Path folder;

    private Db db;
    private Store<Sample> store;
    private Sample row;

    @BeforeEach
    void open() {
        db = Db.open(new DatabaseConfig.Sqlite(folder.resolve("warm.db")), new ManualTime());
        store = Sample.store(db);
        row = db.write(tx -> {
            tx.jooq()
                    .execute("insert into samples values (?, ?, 'first', '', '', 0, 0, 0, 0.5, '[]', '[]', '{}',"
                            + " '{\"type\":\"tel\",\"target\":\"+1\"}', '{}', '', null, null,"
                            + " '2026-01-01T00:00:00.000000Z', null, null)", Id.random().toString(), Id.nil().toString());
            return store.first(tx, DSL.noCondition()).orElseThrow();
        });
    }

    @AfterEach
    void close() {
        db.close();
    }

    private record Detail(String detail) {}

    @Test
    void aChangedRowIsWhatIsReadAgain() {
        store.update(row.id(), new Sample.Name("second"));
        Sample changed = store.update(row.id(), new Detail("more"));
        assertThat(changed.name()).isEqualTo("second");
        assertThat(store.find(row.id())).contains(changed);
    }

    @Test
    void whatIsWrittenAgainWithTheSameValueLeavesTheRowAsItWas() {
        Sample named = store.update(row.id(), new Sample.Name("second"));
        assertThat(store.update(row.id(), new Sample.Name("second"))).isEqualTo(named);
        assertThat(store.find(row.id())).contains(named);
    }

    @Test
    void whatWasUndoneIsForgotten() {
        store.update(row.id(), new Sample.Name("second"));
        assertThatThrownBy(() -> db.write(tx -> {
                    store.update(tx, row.id(), new Sample.Name("never"));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(store.update(row.id(), new Detail("more")).name()).isEqualTo("second");
    }

    @Test
    void oneThatFailsAmongOthersIsUndoneAndTheOthersStay() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CompletableFuture<Boolean> queued = new CompletableFuture<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> db.write(tx -> {
                busy.countDown();
                return queued.join();
            }));
            busy.await();
            List<Future<Object>> together = List.of(
                    threads.submit(() -> store.update(row.id(), new Sample.Name("second"))),
                    threads.submit(() -> db.write(tx -> {
                        store.update(tx, row.id(), new Sample.Name("never"));
                        throw new IllegalStateException("undone");
                    })),
                    threads.submit(() -> store.update(row.id(), new Detail("more"))));
            queued.complete(true);
            assertThat(together.get(0).get()).isNotNull();
            assertThatThrownBy(together.get(1)::get).hasRootCauseMessage("undone");
            assertThat(together.get(2).get()).isNotNull();
        }
        assertThat(store.find(row.id()))
                .hasValueSatisfying(found -> assertThat(List.of(found.name(), found.detail()))
                        .isEqualTo(List.of("second", "more")));
        assertThat(store.update(row.id(), new Detail("most")).name()).isEqualTo("second");
    }

    @Test
    void aStatementByHandIsRespected() {
        store.update(row.id(), new Sample.Name("second"));
        db.write(tx -> tx.jooq().execute("update samples set name = 'by hand'"));
        assertThat(store.update(row.id(), new Detail("more")).name()).isEqualTo("by hand");
    }

    @Test
    void aRowThatWasRemovedByHandIsGone() {
        store.update(row.id(), new Sample.Name("second"));
        db.write(tx -> tx.jooq().execute("delete from samples"));
        assertThatThrownBy(() -> store.update(row.id(), new Detail("more"))).hasMessageContaining("sample");
    }

    @Test
    void anotherProcessIsRespected() throws Exception {
        store.update(row.id(), new Sample.Name("second"));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("warm.db"));
                Statement statement = other.createStatement()) {
            statement.execute("update samples set name = 'from outside'");
        }
        assertThat(store.update(row.id(), new Detail("more")).name()).isEqualTo("from outside");
    }
}
