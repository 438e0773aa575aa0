package voipbin.bench.soak;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was promised and what arrived. Safe for all threads. */
final class Ledger {

    /** Changes by when they were acknowledged, {@link System#nanoTime}. */
    private final Map<Change, Long> acknowledged = new ConcurrentHashMap<>();

    private final Set<Change> unknown = ConcurrentHashMap.newKeySet();
    private final Map<Change, Long> heard = new ConcurrentHashMap<>();
    private final Map<String, List<Integer>> steps = new ConcurrentHashMap<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<Change, Set<String>> ids = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong otherBodies = new AtomicLong();

    /** The server has said that it is done: its event must come. */
    void acknowledge(Change change) {
        acknowledged.put(change, System.nanoTime());
    }

    /** The server was asked but gave no answer, or its own fault: done or not, both is right. */
    void leaveOpen(Change change) {
        unknown.add(change);
    }

    /** A webhook came, whatever it will be answered. */
    void arrive(Change change, String webhookId, String body) {
        requests.incrementAndGet();
        steps.computeIfAbsent(change.life(), _ -> Collections.synchronizedList(new ArrayList<>()))
                .add(change.step());
        ids.computeIfAbsent(change, _ -> ConcurrentHashMap.newKeySet()).add(webhookId);
        String before = bodies.putIfAbsent(webhookId, body);
        if (before != null && !before.equals(body)) {
            otherBodies.incrementAndGet();
        }
    }

    /** It is about to be answered with 200. */
    void hear(Change change) {
        heard.putIfAbsent(change, System.nanoTime());
    }

    int acknowledged() {
        return acknowledged.size();
    }

    long requests() {
        return requests.get();
    }

    int open() {
        return unknown.size();
    }

    long openHeard() {
        return unknown.stream().filter(heard::containsKey).count();
    }

    int heard() {
        return heard.size();
    }

    List<Change> missing() {
        return acknowledged.keySet().stream()
                .filter(change -> !heard.containsKey(change))
                .toList();
    }

    /** What was heard of though nobody asked for it. */
    long unasked() {
        Set<Change> asked = new HashSet<>(acknowledged.keySet());
        asked.addAll(unknown);
        return heard.keySet().stream().filter(change -> !asked.contains(change)).count();
    }

    /** Lives of which a step came, in whatever attempt, after a later one had come. */
    List<String> outOfOrder() {
        return steps.entrySet().stream()
                .filter(life -> !isInOrder(life.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isInOrder(List<Integer> arrived) {
        List<Integer> copy = List.copyOf(arrived);
        return copy.stream().sorted().toList().equals(copy);
    }

    /** Changes that came under more than one webhook-id, and ids that came with more than one body. */
    long unstableIds() {
        return ids.values().stream().filter(all -> all.size() > 1).count() + otherBodies.get();
    }

    /** Two changes under one id. */
    long sharedIds() {
        List<String> all = ids.values().stream().flatMap(Collection::stream).toList();
        return all.size() - all.stream().distinct().count();
    }

    /** From acknowledged to heard, in nanoseconds; none is negative. */
    long[] lags() {
        return acknowledged.entrySet().stream()
                .filter(change -> heard.containsKey(change.getKey()))
                .mapToLong(change ->
                        Math.max(0, heard.getOrDefault(change.getKey(), change.getValue()) - change.getValue()))
                .toArray();
    }
}
