package voipbin.bench.kills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import voipbin.bench.ivr.Booth;
import voipbin.bench.ivr.Caller;
import voipbin.bench.ivr.Menu;
import voipbin.bench.soak.Client;

/** Calls that come all the time, whether somebody is there or not, and now and then one that the server is to make. */
final class Traffic implements Runnable {

    private static final long APART = 250_000_000;

    /** Every so manieth time a group is called as well. */
    private static final int GROUPS = 4;

    /** What it needs. */
    record Place(Booth booth, Client client, String key, Menu menu, int seats) {}

    private final Place place;
    private final List<Caller> callers = new CopyOnWriteArrayList<>();
    private final Set<String> acknowledgedCalls = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledgedGroups = ConcurrentHashMap.newKeySet();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    Traffic(Place place) {
        this.place = place;
    }

    @Override
    public void run() {
        long due = System.nanoTime();
        try {
            for (int turn = 0; !stopped; turn++) {
                int seat = turn % place.seats();
                callers.add(place.booth().call(Menu.number(seat), place.menu().seat(seat)));
                if (turn % GROUPS == 0) {
                    int group = turn;
                    Thread.startVirtualThread(() -> callGroup(group));
                }
                due += APART;
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** One of the two answers, the other rings until that happens. */
    private void callGroup(int number) {
        String here = "@127.0.0.1:" + place.booth().address().getPort();
        List<Map<String, String>> destinations = new ArrayList<>();
        for (String user : new String[] {Callees.ANSWERS, Callees.RINGS}) {
            destinations.add(Map.of("type", "sip", "target", user + number + here));
        }
        Map<String, Object> body = new HashMap<>();
        body.put("source", Map.of("type", "sip", "target", "bench@127.0.0.1"));
        body.put("destinations", destinations);
        body.put("ring_method", "ring_all");
        body.put("answer_method", "hangup_others");
        body.put("actions", place.menu().announcement(number % place.seats()));
        try {
            switch (place.client().ask("POST", "/v1.0/groupcalls", place.key(), body)) {
                case Client.Outcome.Done(JsonNode json) -> {
                    acknowledgedGroups.add(json.path("id").asString());
                    json.path("call_ids").forEach(id -> acknowledgedCalls.add(id.asString()));
                }
                case Client.Outcome.Refused(int status, String text) -> refusals.add(status + ": " + text);
                case Client.Outcome.Open(), Client.Outcome.NotSent() -> {
                    // killed, or about to be: whether it happened or not, both is right
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those whose server is gone: no phone waits for ever. */
    void hangUp(List<Caller> bereft) {
        bereft.forEach(Caller::hangUp);
    }

    /** Who talks or rings now. */
    List<Caller> present() {
        return callers.stream().filter(caller -> caller.ended().isEmpty()).toList();
    }

    void stop() {
        stopped = true;
    }

    List<Caller> callers() {
        return callers;
    }

    Set<String> acknowledgedCalls() {
        return acknowledgedCalls;
    }

    Set<String> acknowledgedGroups() {
        return acknowledgedGroups;
    }

    List<String> refusals() {
        return refusals;
    }
}
