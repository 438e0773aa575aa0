package voipbin.bench.kills;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import voipbin.bench.Bench;
import voipbin.bench.BenchFailure;
import voipbin.bench.Percentiles;
import voipbin.bench.Rows;
import voipbin.bench.Table;
import voipbin.bench.ivr.Booth;
import voipbin.bench.ivr.Caller;
import voipbin.bench.ivr.Menu;
import voipbin.bench.ivr.Sounds;
import voipbin.bench.ivr.Tones;
import voipbin.bench.soak.Client;
import voipbin.bench.soak.Server;
import voipbin.kit.json.Json;

/**
 * Kills the server again and again, at any moment, while calls come all the time: IVRs with keys, recorded, and groups
 * that are called. After each start nothing of before may still seem to live; at the end all recordings are played, all
 * events must have been delivered, and the money must add up.
 */
public final class Kills {

    public static final String SUMMARY =
            "[KILLS]  so many times (50) kill -9 under calls: nothing stuck, no recording, event or money lost";
    public static final Duration LONGEST = Duration.ofMinutes(40);

    private static final int USUALLY = 50;
    private static final int SEATS = 120;
    private static final int PROMPT_SECONDS = 1;
    private static final int LEAST_LIFE_MILLIS = 2000;
    private static final int MOST_LIFE_MILLIS = 9000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** After one kill of so many the next one comes before the server is ready again, if it takes so long. */
    private static final int WHILE_STARTING = 4;

    private static final int LONGEST_START_MILLIS = 2500;
    private static final int LOOK_MILLIS = 200;
    private static final int SHOWN = 4;

    private final Bench.Ask ask;
    private final Path data;
    private final int kills;
    private final RandomGenerator random = new Random();
    private final List<Power> cuts = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private long since;
    private int diedStarting;

    private Kills(Bench.Ask ask, int kills) {
        this.ask = ask;
        this.data = ask.folder().resolve("kills");
        this.kills = kills;
    }

    /** @throws BenchFailure when anything is lost, stuck or otherwise wrong */
    public static void run(Bench.Ask ask) throws IOException, InterruptedException {
        int kills = ask.arguments().isEmpty()
                ? USUALLY
                : Integer.parseInt(ask.arguments().getFirst());
        Kills run = new Kills(ask, kills);
        try {
            run.run();
        } catch (BenchFailure failure) {
            Path kept = Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "voipbin-kills-" + ProcessHandle.current().pid());
            Files.move(run.data, kept);
            ask.out().println("  what is left of it: " + kept);
            throw failure;
        }
    }

    private void run() throws IOException, InterruptedException {
        Tones tones = new Tones(SEATS);
        try (Inbox inbox = new Inbox();
                Server server = new Server(ask.checkout(), data, "--set", "sip.trusted=127.0.0.0/8");
                Client client = new Client(server.site());
                Sounds sounds = new Sounds();
                Callees callees = new Callees();
                Booth booth = new Booth(server.sip(), callees)) {
            JsonNode card = Json.parse(Files.readString(data.resolve("card.json")));
            String key = card.path("accesskey").asString();
            Menu menu = new Menu(tones, sounds, PROMPT_SECONDS);
            setUp(client, key, menu, inbox);
            since = Audit.last(data);
            Traffic traffic = new Traffic(new Traffic.Place(booth, client, key, menu, SEATS));
            Thread calling = Thread.ofVirtual().start(traffic);
            for (int i = 0; i < kills; i++) {
                Thread.sleep(random.nextInt(LEAST_LIFE_MILLIS, MOST_LIFE_MILLIS));
                kill(server, traffic);
            }
            Thread.sleep(MOST_LIFE_MILLIS);
            traffic.stop();
            calling.join();
            ask.out().println("  no more calls; waiting for the last ones and for all webhooks");
            settle(inbox);
            Tapes tapes = new Tapes(server.site(), key, tones, cuts);
            try (Rows rows = new Rows(data)) {
                tapes.check(rows);
            }
            tell(ask.out(), traffic, inbox, tapes, server.errorsLogged());
        }
    }

    private void setUp(Client client, String key, Menu menu, Inbox inbox) throws InterruptedException {
        JsonNode own = done(client.ask("GET", "/v1.0/customer", key, Map.of()));
        done(client.ask(
                "PUT",
                "/v1.0/customer",
                key,
                Map.of(
                        "name", own.path("name").asString(""),
                        "email", own.path("email").asString(""),
                        "webhook_method", "POST",
                        "webhook_uri", inbox.uri())));
        for (int seat = 0; seat < SEATS; seat++) {
            String flow = done(client.ask("POST", "/v1.0/flows", key, menu.recordedFlow(seat)))
                    .path("id")
                    .asString();
            done(client.ask(
                    "POST",
                    "/v1.0/numbers",
                    key,
                    Map.of("number", Menu.number(seat), "type", "virtual", "name", "", "call_flow_id", flow)));
        }
    }

    private static JsonNode done(Client.Outcome outcome) {
        if (outcome instanceof Client.Outcome.Done(JsonNode json)) {
            return json;
        }
        throw new BenchFailure("refused: " + outcome);
    }

    private void kill(Server server, Traffic traffic) throws IOException, InterruptedException {
        List<Caller> bereft = traffic.present();
        server.kill();
        Instant killed = Instant.now();
        // whatever is in the database before this was there before the new process
        Instant restarted = Instant.now();
        if (random.nextInt(WHILE_STARTING) == 0) {
            server.dieStarting(Duration.ofMillis(random.nextInt(LONGEST_START_MILLIS)));
            diedStarting++;
        }
        long began = System.nanoTime();
        server.startAgain();
        cuts.add(new Power(killed, restarted, (System.nanoTime() - began) / 1e9));
        List<String> stuck = new Audit(data, since).stuck(restarted);
        stuck.forEach(what -> mistakes.add("after kill " + cuts.size() + ": " + what));
        traffic.hangUp(bereft);
        ask.out()
                .printf(
                        "  kill %d under %d callers, ready again after %.1f s, %d rows stuck%n",
                        cuts.size(), bereft.size(), cuts.getLast().readySeconds(), stuck.size());
        stuck.stream().limit(SHOWN).forEach(row -> ask.out().println("    " + row));
    }

    /** Until all calls are over and all has been told, but not for ever. */
    private void settle(Inbox inbox) throws InterruptedException {
        Audit audit = new Audit(data, since);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end
                && !(audit.stuck(Instant.now()).isEmpty()
                        && audit.pending() == 0
                        && audit.undelivered(inbox).isEmpty())) {
            Thread.sleep(LOOK_MILLIS);
        }
        audit.stuck(Instant.now()).forEach(what -> mistakes.add("at the end " + what));
    }

    private void tell(PrintStream out, Traffic traffic, Inbox inbox, Tapes tapes, long errors) {
        Audit audit = new Audit(data, since);
        List<String> lost = audit.undelivered(inbox);
        List<String> unheardOf = audit.unheardOf(inbox);
        List<String> outOfOrder = audit.outOfOrder(inbox);
        List<String> untold = audit.untold();
        List<String> money = audit.money();
        List<String> missing = new ArrayList<>(audit.missing("calls", traffic.acknowledgedCalls()));
        missing.addAll(audit.missing("groupcalls", traffic.acknowledgedGroups()));
        Percentiles away = new Percentiles(
                tapes.lost().stream().mapToLong(Duration::toNanos).toArray());
        Percentiles ready = new Percentiles(cuts.stream()
                .mapToLong(cut -> (long) (cut.readySeconds() * 1e9))
                .toArray());
        long whole = traffic.callers().stream().filter(Booth::isHungUpByServer).count();
        new Table(kills + " times kill -9", "")
                .row("of these followed by another while it started", diedStarting)
                .row("calls that came", traffic.callers().size())
                .row("of these whole", whole)
                .row("rows: calls, groups", audit.count("calls") + ", " + audit.count("groupcalls"))
                .row("seconds until ready again, p50, max", seconds(ready.at(50)) + ", " + seconds(ready.most()))
                .row("stuck rows", mistakes.size())
                .row(
                        "acknowledged calls and groups",
                        traffic.acknowledgedCalls().size()
                                + traffic.acknowledgedGroups().size())
                .row("of these missing", missing.size())
                .row("recordings played", tapes.heard())
                .row("of these cut off by a kill", tapes.lost().size())
                .row("seconds that these lack, p50, max", seconds(away.at(50)) + ", " + seconds(away.most()))
                .row("recordings that are not right", tapes.mistakes().size())
                .row("events", audit.events())
                .row("webhooks received", inbox.arrived().size())
                .row("events lost", lost.size())
                .row("delivered but in no row", unheardOf.size())
                .row("out of order", outOfOrder.size())
                .row("rows without their events", untold.size())
                .row("accounts or lines that do not add up", money.size())
                .row("refused with 4xx", traffic.refusals().size())
                .row("errors in the server's log", errors)
                .print(out);
        for (List<String> wrong :
                List.of(missing, tapes.mistakes(), lost, unheardOf, outOfOrder, untold, money, traffic.refusals())) {
            wrong.stream().limit(SHOWN).forEach(mistake -> out.println("  " + mistake));
            mistakes.addAll(wrong);
        }
        if (!mistakes.isEmpty()) {
            throw new BenchFailure(mistakes.size() + " mistakes, the first: " + mistakes.getFirst());
        }
    }

    private static String seconds(long nanos) {
        return "%.2f".formatted(nanos / 1e9);
    }
}
