package voipbin.bench.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import voipbin.bench.Bench;

/**
 * Events under bad luck. Some customers change resources at a steady rate; their webhook target fails, is slow and is
 * restarted, and if so asked the server is killed again and again. Then all is mended, and every change that the API
 * has acknowledged must have been told: at least once, in order, signed, under one id.
 */
public final class Soak {

    public static final String SUMMARY =
            "[--minutes 10] [--kill-every SECONDS]  webhooks to a bad target, the server killed: none is lost";
    public static final Duration LONGEST = Duration.ofMinutes(60);

    private static final int CUSTOMERS = 5;
    private static final int WORKERS_EACH = 4;
    private static final int CHANGES_A_SECOND = 20;
    private static final Duration DRAIN = Duration.ofMinutes(6);
    private static final int LOOK_MILLIS = 200;

    private final Options options;
    private final RandomGenerator random = new Random();
    private final Ledger ledger = new Ledger();
    private final Mood mood = new Mood(random);

    private Soak(Options options) {
        this.options = options;
    }

    /** @throws voipbin.bench.BenchFailure when anything is lost or otherwise wrong */
    public static void run(Bench.Ask ask) throws IOException, InterruptedException {
        new Soak(Options.of(ask.arguments())).soak(ask);
    }

    private void soak(Bench.Ask ask) throws IOException, InterruptedException {
        try (Target target = new Target(ledger, mood, random);
                Server server = new Server(ask.checkout(), ask.folder().resolve("data"));
                Client client = new Client(server.site())) {
            List<Customer> customers = new ArrayList<>();
            for (int i = 0; i < CUSTOMERS; i++) {
                customers.add(Customer.signUp(client, target, i));
            }
            Worker.Place place =
                    new Worker.Place(client, ledger, random, 1000 * CUSTOMERS * WORKERS_EACH / CHANGES_A_SECOND);
            int outages = suffer(target, server, place, customers);
            mood.lighten();
            Duration drained = drain(client, customers);
            int dead = deliveries(client, customers, "dead");
            int pending = deliveries(client, customers, "pending");
            new Findings(ledger, mood, target.badlySigned(), place.refusals())
                    .tell(
                            ask.out(),
                            new Findings.Circumstances(
                                    options.lasts(),
                                    server.starts() - 1,
                                    outages,
                                    drained,
                                    dead,
                                    pending,
                                    server.errorsLogged()));
        }
    }

    /** The load with all its bad luck; how often the target was down. */
    private int suffer(Target target, Server server, Worker.Place place, List<Customer> customers)
            throws IOException, InterruptedException {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS * WORKERS_EACH; i++) {
            workers.add(new Worker(place, customers.get(i % CUSTOMERS), i));
        }
        List<Thread> working = workers.stream().map(Thread::startVirtualThread).toList();
        Outages outages = new Outages(target, random);
        Thread takingDown = Thread.startVirtualThread(outages);
        letTimePass(server);
        workers.forEach(Worker::stop);
        for (Thread thread : working) {
            thread.join();
        }
        takingDown.interrupt();
        takingDown.join();
        return outages.count();
    }

    /** The time between two kills is from one to the next, the start in it. */
    private void letTimePass(Server server) throws IOException, InterruptedException {
        long now = System.nanoTime();
        long end = now + options.lasts().toNanos();
        if (!options.killEvery().isZero()) {
            long period = options.killEvery().toNanos();
            for (long kill = now + period; end - kill > 0; kill += period) {
                sleepUntil(kill);
                server.killAndStartAgain();
            }
        }
        sleepUntil(end);
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())));
    }

    /** Waits until all has arrived, or for as long as that may take; how long it took. */
    private Duration drain(Client client, List<Customer> customers) throws InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < DRAIN.toNanos()
                && (!ledger.missing().isEmpty() || deliveries(client, customers, "pending") > 0)) {
            Thread.sleep(LOOK_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static int deliveries(Client client, List<Customer> customers, String status) throws InterruptedException {
        int count = 0;
        for (Customer customer : customers) {
            count += customer.deliveries(client, status);
        }
        return count;
    }
}
