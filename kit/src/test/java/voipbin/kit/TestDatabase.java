package voipbin.kit;

import java.time.Clock;
import voipbin.kit.sql.Db;

/** Fresh, migrated databases: SQLite, or PostgreSQL when {@code -Dvoipbin.test.database=postgresql}. */
public final class TestDatabase {

    private TestDatabase() {}

    public static Db open() {
        return open(Clock.systemUTC());
    }

    public static Db open(Clock clock) {
        throw new UnsupportedOperationException();
    }
}
