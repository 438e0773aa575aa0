package voipbin.kit.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;

class CrashTest {

    private static final int CALLERS = 32;

    /** Writes rows as fast as it can and names each on its output once it is acknowledged. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) {
            DatabaseConfig config = arguments.length == 1
                    ? new DatabaseConfig.Sqlite(Path.of(arguments[0]))
                    : new DatabaseConfig.Postgresql(arguments[0], arguments[1], arguments[2], 10);
            Db db = Db.open(config, Clock.systemUTC());
            Store<Sample> store = Sample.store(db);
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(Thread.startVirtualThread(() -> writeOn(store)));
            }
            callers.forEach(Writer::join);
        }

        private static void writeOn(Store<Sample> store) {
            while (true) {
                Sample row = store.insert(voipbin.kit.json.Json.read("{\"id\":\"" + Id.random() + "\"}", Sample.class));
                System.out.println(row.id());
                System.out.flush();
            }
        }

        private static void join(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void whatWasAcknowledgedOutlivesAKill() throws Exception {
        DatabaseConfig config = TestDatabase.fresh();
        Set<String> acknowledged = killWhileWriting(config, 2_000);
        try (Db db = Db.open(config, Clock.systemUTC())) {
            Store<Sample> store = new Store<>(db, Table.of("samples", Sample.class), Sample.NOUN);
            Set<String> kept = store.all(store.table().live()).stream()
                    .map(row -> row.id().toString())
                    .collect(Collectors.toSet());
            Set<String> told = new HashSet<>();
            Position at = Position.START;
            for (List<Event> events = db.outbox().after(at, 1000); !events.isEmpty(); ) {
                events.forEach(event -> told.add(event.tree().get("id").asString()));
                events = db.outbox().after(events.getLast().position(), 1000);
            }
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(2_000);
            assertThat(kept).containsAll(acknowledged);
            assertThat(told).as("each row with its event").isEqualTo(kept);
        }
    }

    private static Set<String> killWhileWriting(DatabaseConfig config, int rows)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                Writer.class.getName()));
        switch (config) {
            case DatabaseConfig.Sqlite(Path file) -> command.add(file.toString());
            case DatabaseConfig.Postgresql server ->
                command.addAll(List.of(server.url(), server.user(), server.password()));
        }
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<String> acknowledged = new HashSet<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                // the last one may be cut off by the kill
                if (line.length() == 36) {
                    acknowledged.add(line);
                }
                if (acknowledged.size() == rows) {
                    // the process' own method would close the stream with what it still holds
                    child.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        }
        assertThat(child.waitFor()).as("killed by signal 9").isEqualTo(128 + 9);
        return acknowledged;
    }

    /** The JUnit console has a class loader of its own, Surefire has not. */
    private static String classPath() {
        if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(URL::toString)
                    .map(url -> Path.of(URI.create(url)).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }
}
