package voipbin.platform.push;

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
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.kit.TestDatabase;
import voipbin.kit.sql.DatabaseConfig;
import voipbin.kit.sql.Db;
import voipbin.platform.push.Receiver.Answer;
import voipbin.platform.push.Receiver.Told;

class WebhookCrashTest {

    private static final int KILLS = 3;
    private static final int EVENTS_A_LIFE = 150;

    /** A server that lives dangerously: it makes events, names each once it is committed, and sends webhooks. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            Id<?> customer = Id.parse(arguments[0]).orElseThrow();
            int first = Integer.parseInt(arguments[1]);
            PushWorld world = new PushWorld(Db.open(config(arguments), Clock.systemUTC()), PushWorld.HURRY).start();
            for (int n = first; ; n++) {
                world.happens(customer, "call_updated", "call-" + n % 7, n);
                System.out.println("event " + n);
                System.out.flush();
            }
        }

        private static DatabaseConfig config(String[] arguments) {
            return arguments.length == 3
                    ? new DatabaseConfig.Sqlite(Path.of(arguments[2]))
                    : new DatabaseConfig.Postgresql(arguments[2], arguments[3], arguments[4], 10);
        }
    }

    @Test
    void noEventIsLostHoweverOftenTheServerIsKilled() throws Exception {
        DatabaseConfig config = TestDatabase.fresh();
        Random random = new Random(3);
        try (Receiver receiver = new Receiver(_ -> Answer.of(random.nextInt(5) == 0 ? 500 : 200))) {
            Id<?> customer;
            try (PushWorld world = new PushWorld(Db.open(config, Clock.systemUTC()), PushWorld.HURRY)) {
                customer = world.customer(receiver.uri("/"));
            }
            Set<Integer> committed = new HashSet<>();
            for (int kill = 1; kill <= KILLS; kill++) {
                // far apart: what a life committed but could not name any more must not be named again
                committed.addAll(live(config, customer, kill * 1_000_000));
            }
            assertThat(committed).hasSizeGreaterThanOrEqualTo(KILLS * EVENTS_A_LIFE);
            try (PushWorld world = new PushWorld(Db.open(config, Clock.systemUTC()), PushWorld.HURRY).start()) {
                List<Told> told = receiver.await(list -> heard(list).containsAll(committed));
                assertThat(world.counters.counter("webhooks.dead").sum()).isZero();
                assertThat(inOrder(told)).isTrue();
            }
        }
    }

    private static Set<Integer> heard(List<Told> told) {
        return told.stream().filter(one -> one.answer() == 200).map(Told::n).collect(Collectors.toSet());
    }

    /** The first hearing of each event of a resource, repetitions left out. */
    private static boolean inOrder(List<Told> told) {
        return told.stream()
                .filter(one -> one.answer() == 200)
                .collect(Collectors.groupingBy(one -> one.data().path("id").asString()))
                .values()
                .stream()
                .map(list -> list.stream().map(Told::n).distinct().toList())
                .allMatch(numbers -> numbers.equals(numbers.stream().sorted().toList()));
    }

    /** One life of the server, up to its kill; what it is known to have committed. */
    private static Set<Integer> live(DatabaseConfig config, Id<?> customer, int first)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                Child.class.getName(),
                customer.toString(),
                Integer.toString(first)));
        switch (config) {
            case DatabaseConfig.Sqlite(Path file) -> command.add(file.toString());
            case DatabaseConfig.Postgresql server ->
                command.addAll(List.of(server.url(), server.user(), server.password()));
        }
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<Integer> committed = new HashSet<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            // logs may stand between, and the last line may be cut off by the kill
            for (String line = lines.readLine();
                    line != null && committed.size() < EVENTS_A_LIFE;
                    line = lines.readLine()) {
                if (line.startsWith("event ")) {
                    committed.add(Integer.parseInt(line.substring("event ".length())));
                }
            }
            child.toHandle().destroyForcibly();
        }
        assertThat(child.waitFor()).as("killed by signal 9").isEqualTo(128 + 9);
        return committed;
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
