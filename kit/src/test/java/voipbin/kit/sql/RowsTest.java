package voipbin.kit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.ManualTime;
import voipbin.kit.TestDatabase;
import voipbin.kit.json.Json;

class RowsTest {

    private final ManualTime time = new ManualTime();
    private final Db db = TestDatabase.open(time);
    private final Store<Sample> store = Sample.store(db);
    private final Table<Sample> table = store.table();

    @AfterEach
    void close() {
        db.close();
    }

    private static Sample full(Instant tmRinging) {
        return new Sample(
                Id.random(),
                Id.random(),
                "Ünïcödé 'quoted' \"name\" \u0001",
                "",
                Sample.Mood.VERY_GOOD,
                true,
                -7,
                Long.MAX_VALUE,
                0.1,
                List.of(Id.random(), Id.random()),
                List.of(new Sample.Address("tel", "+1"), new Sample.Address("", "")),
                Map.of("Some.Key", "v", "empty", ""),
                new Sample.Address("sip", "a@b"),
                Json.parse("{\"a\":[1,2.5,null,\"x\"],\"b\":{}}"),
                "s3cret",
                null,
                tmRinging,
                Instant.parse("2026-05-01T10:00:00.123456Z"),
                null,
                null);
    }

    @Test
    void everyTypeOfComponentComesBackAsItWent() {
        Sample row = full(Instant.parse("1999-12-31T23:59:59.999999Z"));
        assertThat(store.insert(row)).isEqualTo(row);
        assertThat(store.find(row.id())).contains(row);
    }

    @Test
    void timesAreCutToMicroseconds() {
        Sample row = store.insert(full(Instant.parse("2026-05-01T10:00:00.123456999Z")));
        assertThat(row.tmRinging()).isEqualTo("2026-05-01T10:00:00.123456Z");
        assertThat(store.find(row.id())).contains(row);
    }

    @Test
    void conditionsEncodeTheirValuesAsTheColumnsDo() {
        Sample row = store.insert(full(Instant.parse("2026-05-01T10:00:00Z")));
        Instant before = Instant.parse("2026-05-01T09:59:59.999999Z");
        assertThat(List.of(
                        table.is("id", row.id()),
                        table.is("customer_id", row.customerId()),
                        table.is("mood", Sample.Mood.VERY_GOOD),
                        table.is("mood", "very_good"),
                        table.is("active", true),
                        table.is("count", -7),
                        table.is("money", Long.MAX_VALUE),
                        table.is("name", row.name()),
                        table.isNot("name", "x"),
                        table.isAfter("tm_ringing", before),
                        table.isBefore("tm_ringing", before.plusNanos(2000)),
                        table.isNull("note"),
                        table.isNotNull("tm_ringing"),
                        table.live(),
                        table.isAnyOf("id", List.of(Id.random(), row.id())),
                        table.contains("tag_ids", row.tagIds().getLast()),
                        table.is("active", true).and(table.is("count", 3).or(table.is("count", -7)))))
                .allSatisfy(condition -> assertThat(store.all(condition)).containsExactly(row));
        assertThat(List.of(
                        table.is("mood", Sample.Mood.UNKNOWN),
                        table.isAnyOf("id", List.of()),
                        table.contains("tag_ids", Id.random()),
                        table.isAfter("tm_ringing", Instant.parse("2026-05-01T10:00:00Z")),
                        table.is("name", "' or 1=1 --")))
                .allSatisfy(condition -> assertThat(store.all(condition)).isEmpty());
        assertThat(store.count(table.live())).isEqualTo(1);
    }

    @Test
    void aColumnThatIsNotThereIsABug() {
        assertThatThrownBy(() -> table.is("nmae", "x")).isInstanceOf(IllegalArgumentException.class);
        record Wrong(String nmae) {}
        assertThatThrownBy(() -> store.update(Id.random(), new Wrong("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timesOfOneTransactionAreOneTimeInMicroseconds() {
        time.advance(java.time.Duration.ofNanos(1_234_567));
        Instant now = db.write(tx -> {
            assertThat(tx.now()).isEqualTo(tx.now());
            return tx.now();
        });
        assertThat(now).isEqualTo("2026-01-01T00:00:00.001234Z");
    }
}
