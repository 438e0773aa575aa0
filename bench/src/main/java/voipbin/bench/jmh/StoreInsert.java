package voipbin.bench.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import voipbin.base.Id;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.DatabaseConfig;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;

/** A row and its event in SQLite, until both are durable. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StoreInsert {

    /** A row such as many resources have. */
    public record Sample(
            Id<Sample> id,
            Id<?> customerId,
            String name,
            String detail,
            boolean active,
            List<String> tags,
            @Nullable Instant tmCreate,
            @Nullable Instant tmUpdate,
            @Nullable Instant tmDelete) {}

    private static final String TABLE = """
            create table samples (id text primary key, customer_id text not null, name text not null,
                detail text not null, active integer not null, tags text not null, tm_create text not null,
                tm_update text, tm_delete text)""";

    private final Db db = open();
    private final Store<Sample> store =
            new Store<>(db, Table.of("samples", Sample.class), new Noun("sample", Visibility.CUSTOMER));

    private static Db open() {
        try {
            Path folder = Files.createTempDirectory("rows");
            Db db = Db.open(new DatabaseConfig.Sqlite(folder.resolve("rows.db")), Clock.systemUTC());
            db.write(tx -> tx.jooq().execute(TABLE));
            return db;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TearDown
    public void close() {
        db.close();
    }

    private Sample insert() {
        return store.insert(new Sample(
                Id.random(), Id.random(), "a name", "a few words about it", true, List.of("red"), null, null, null));
    }

    /** One caller: each row is a commit of its own. */
    @Benchmark
    public Sample alone() {
        return insert();
    }

    /** Callers that share commits; the time is each one's. */
    @Benchmark
    @Threads(16)
    public Sample among16() {
        return insert();
    }
}
