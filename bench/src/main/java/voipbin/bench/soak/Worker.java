package voipbin.bench.soak;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Makes a phone number, edits it a few times, deletes it, and begins again; one request at a time, at an even pace.
 * What could not be sent because the server is down is tried again until it can.
 */
final class Worker implements Runnable {

    private static final int MOST_EDITS = 8;
    private static final int NOBODY_THERE_MILLIS = 100;

    /** What all workers share. */
    record Place(Client client, Ledger ledger, List<String> refusals, RandomGenerator random, int paceMillis) {
        Place(Client client, Ledger ledger, RandomGenerator random, int paceMillis) {
            this(client, ledger, new CopyOnWriteArrayList<>(), random, paceMillis);
        }
    }

    private final Place place;
    private final Customer customer;
    private final int number;
    private volatile boolean stopped;

    /** @param number no other worker's */
    Worker(Place place, Customer customer, int number) {
        this.place = place;
        this.customer = customer;
        this.number = number;
    }

    /** After the request that is under way. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            Thread.sleep(place.random().nextInt(place.paceMillis()));
            for (int life = 0; !stopped; life++) {
                live(life);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void live(int life) throws InterruptedException {
        String name = number + "-" + life;
        Change birth = new Change(name, 0);
        Map<String, String> draft =
                Map.of("number", "+899%03d%06d".formatted(100 + number, life), "type", "virtual", "name", birth.name());
        if (!(make(birth, "POST", "/v1.0/numbers", draft) instanceof Client.Outcome.Done(JsonNode made))) {
            return;
        }
        String path = "/v1.0/numbers/" + made.path("id").asString();
        int edits = place.random().nextInt(MOST_EDITS + 1);
        for (int step = 1; step <= edits && !stopped; step++) {
            Change edit = new Change(name, step);
            make(edit, "PUT", path, Map.of("name", edit.name()));
        }
        if (!stopped) {
            make(new Change(name, Change.LAST), "DELETE", path, Map.of());
        }
    }

    private Client.Outcome make(Change change, String method, String path, Map<String, String> body)
            throws InterruptedException {
        Client.Outcome outcome = place.client().ask(method, path, customer.key(), body);
        while (outcome instanceof Client.Outcome.NotSent && !stopped) {
            Thread.sleep(NOBODY_THERE_MILLIS);
            outcome = place.client().ask(method, path, customer.key(), body);
        }
        switch (outcome) {
            case Client.Outcome.Done _ -> place.ledger().acknowledge(change);
            case Client.Outcome.Open() -> place.ledger().leaveOpen(change);
            case Client.Outcome.Refused(int status, String text) ->
                place.refusals().add(method + " " + path + " answered " + status + ": " + text);
            case Client.Outcome.NotSent() -> {
                // the soak has ended while the server was down
            }
        }
        Thread.sleep(place.paceMillis());
        return outcome;
    }
}
