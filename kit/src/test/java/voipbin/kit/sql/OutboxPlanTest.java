package voipbin.kit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading on costs must not grow with what has been read already. */
class OutboxPlanTest {

    @Test
    void sqliteBeginsToReadAtThePositionAndNotAtTheBeginning(@TempDir Path folder) {
        try (Db db = Db.open(new DatabaseConfig.Sqlite(folder.resolve("plan.db")), Clock.systemUTC())) {
            String plan = db.read(tx -> tx.jooq()
                    .fetch("explain query plan " + Outbox.AFTER_IN_SQLITE + " order by position limit ?", 0, 7, 500)
                    .formatCSV());
            assertThat(plan).contains("USING INTEGER PRIMARY KEY (rowid>?)").doesNotContain("TEMP B-TREE");
        }
    }
}
