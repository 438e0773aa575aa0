package voipbin.e2e.product;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Program;
import voipbin.e2e.sound.Pause;

/** The product, started as a newcomer does: {@code ./voipbin start}, with all its data in a temporary folder. */
public final class Server implements AutoCloseable {
    /** Long enough for a build, which the launcher does if it must; a server that fails ends at once. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration STOP = Duration.ofSeconds(15);

    /** The home stays the user's own, for the sake of a build's downloads; all else is in the folder it starts in. */
    private static final Map<String, String> ENVIRONMENT = Map.of("HOME", System.getProperty("user.home"));

    private final Home home;
    private final Place place;
    private final List<String> options;
    private Program running;
    private final Card card;

    private Server(Home home, Place place, List<String> options) {
        this.home = home;
        this.place = place;
        this.options = options;
        this.running = launch();
        this.card = Card.read(place.data());
    }

    /** Starts one in a place of its own; returns when it is ready. */
    public static Server start(String... options) {
        var home = Home.of("server");
        var all = new ArrayList<>(Database.options());
        all.addAll(List.of(options));
        return new Server(home, Place.below(home.path()), all);
    }

    /** Runs the launcher to its end and gives what it printed; fails the test if it lasts longer than {@code limit}. */
    public static Ended run(Home home, Duration limit, String... arguments) {
        var command = new ArrayList<>(List.of(Repository.launcher().toString()));
        command.addAll(List.of(arguments));
        try (var program = Program.start(command, home.path(), ENVIRONMENT, line -> {})) {
            var exit = program.waitFor(limit);
            return new Ended(exit, program.output());
        }
    }

    /** How a command ended. */
    public record Ended(int exit, String output) {}

    public Place place() {
        return place;
    }

    public Card card() {
        return card;
    }

    /** All that it printed since its last start. */
    public String output() {
        return running.output();
    }

    /** Waits until it has printed a line with this text; fails the test if it does not. */
    public void awaitPrinted(String text, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        while (!output().contains(text)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no '%s' in:%n%s".formatted(text, output()));
            }
            Pause.briefly();
        }
    }

    public boolean alive() {
        return running.alive();
    }

    /** Whether it ends, told by somebody else, within {@code limit}. */
    public boolean endsWithin(Duration limit) {
        return running.endsWithin(limit);
    }

    /** Without a credential. */
    public Api anonymous() {
        return Api.anonymous(card.get("api"));
    }

    /** The first customer, by access key. */
    public Customer customer() {
        return new Customer(card, anonymous().withAccesskey(card.get("accesskey")));
    }

    /** The platform's operator, logged in with what the data folder says. */
    public Api operator() {
        var file = Card.operator(place.data());
        var login = anonymous()
                .post("/auth/login", """
                {"username": "%s", "password": "%s"}""".formatted(
                        file.path("username").asString(), file.path("password").asString()))
                .ok();
        return anonymous().withToken(login.path("token").asString());
    }

    /** Ends it like a power cut. */
    public void kill9() {
        running.kill();
    }

    /** Ends it like Ctrl-C. */
    public void interrupt() {
        running.terminate();
        running.waitFor(STOP);
    }

    /** Starts it again, after {@link #kill9} or {@link #interrupt}, with the same data and ports. */
    public void restart() {
        running.close();
        running = launch();
    }

    @Override
    public void close() {
        running.close();
        home.close();
    }

    private Program launch() {
        var began = System.nanoTime();
        var ready = new CountDownLatch(1);
        var command = new ArrayList<>(List.of(Repository.launcher().toString()));
        command.addAll(List.of(place.start()));
        command.addAll(options);
        var program = Program.start(command, home.path(), ENVIRONMENT, line -> {
            if (line.contains("is ready")) {
                ready.countDown();
            }
        });
        while (!waited(ready)) {
            if (!program.alive() || System.nanoTime() - began > START.toNanos()) {
                program.close();
                throw new AssertionError("the server does not get ready:\n" + program.output());
            }
        }
        return program;
    }

    private static boolean waited(CountDownLatch ready) {
        try {
            return ready.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
