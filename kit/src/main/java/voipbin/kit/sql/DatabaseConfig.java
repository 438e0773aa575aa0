package voipbin.kit.sql;

import java.nio.file.Path;

/** Where the rows are kept. */
public sealed interface DatabaseConfig {

    /** One file, made when it is missing; beside it lie its {@code -wal} and {@code -shm}. */
    record Sqlite(Path file) implements DatabaseConfig {}

    /**
     * A server of version 15 or later.
     *
     * @param url {@code jdbc:postgresql://…}; a schema other than {@code public} by {@code ?currentSchema=}
     * @param connections how many at most, half for reading and half for writing
     */
    record Postgresql(String url, String user, String password, int connections) implements DatabaseConfig {
        @Override
        public String toString() {
            return "Postgresql[" + url + "]";
        }
    }
}
