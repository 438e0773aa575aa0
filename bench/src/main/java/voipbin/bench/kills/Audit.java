package voipbin.bench.kills;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import voipbin.bench.Rows;

/** Compares rows of the database with one another, and with what was told to the world. */
final class Audit {

    private static final String TO_BE_TOLD =
            "select id, type from outbox where visibility = 'customer' and position > ";

    /** What a resource's life ends with. */
    private record Life(String table, String last) {}

    private static final List<Life> LIVES = List.of(
            new Life("calls", "hangup"),
            new Life("groupcalls", "hangup"),
            new Life("activeflows", "ended"),
            new Life("recordings", "ended"));

    /** The events that each row of a table has had at least. */
    private static final Map<String, List<String>> EVENTS = Map.of(
            "calls", List.of("call_created", "call_hangup"),
            "groupcalls", List.of("groupcall_created", "groupcall_hangup"),
            "activeflows", List.of("activeflow_created", "activeflow_updated"),
            "recordings", List.of("recording_started", "recording_finished"));

    private final Path data;
    private final long since;

    /** @param since the position of the last event that the target was not yet to be told of */
    Audit(Path data, long since) {
        this.data = data;
        this.since = since;
    }

    /** The position of the last event so far. */
    static long last(Path data) {
        try (Rows rows = new Rows(data)) {
            return Long.parseLong(rows.read("select max(position) last from outbox")
                    .getFirst()
                    .getOrDefault("last", "0"));
        }
    }

    /** What began before then and has not ended. */
    List<String> stuck(Instant before) {
        List<String> stuck = new ArrayList<>();
        try (Rows rows = new Rows(data)) {
            for (Life life : LIVES) {
                String query = "select id, status, tm_create from " + life.table() + " where status <> ?";
                for (Map<String, String> row : rows.read(query, life.last())) {
                    if (Instant.parse(row.getOrDefault("tm_create", "")).isBefore(before)) {
                        stuck.add(life.table() + " " + row.get("id") + " is " + row.get("status"));
                    }
                }
            }
        }
        return stuck;
    }

    /** Where money does not add up. */
    List<String> money() {
        List<String> wrong = new ArrayList<>();
        try (Rows rows = new Rows(data)) {
            for (Map<String, String> row : rows.read("""
                select a.id, a.balance_token, a.balance_credit, sum(b.amount_token) tokens,
                    sum(b.amount_credit) credits
                from billing_accounts a join billings b on b.account_id = a.id group by a.id\
                """)) {
                if (!Objects.equals(row.get("balance_token"), row.get("tokens"))
                        || !Objects.equals(row.get("balance_credit"), row.get("credits"))) {
                    wrong.add("account " + row);
                }
            }
            for (Map<String, String> row : rows.read("""
                select c.id, c.status, c.tm_progressing, count(b.id) lines, max(b.status) state
                from calls c left join billings b on b.reference_id = c.id group by c.id
                having (c.status = 'hangup' and c.tm_progressing is not null
                        and (count(b.id) <> 1 or max(b.status) <> 'end'))
                    or (c.tm_progressing is null and count(b.id) > 0)\
                """)) {
                wrong.add("call " + row);
            }
            for (Map<String, String> row : rows.read("""
                select r.id, r.status, count(b.id) lines from recordings r
                left join billings b on b.reference_id = r.id and b.reference_type = 'recording'
                group by r.id having count(b.id) > 1\
                """)) {
                wrong.add("recording " + row);
            }
        }
        return wrong;
    }

    /** Events for the customer that have not been delivered. */
    List<String> undelivered(Inbox inbox) {
        Set<String> arrived = inbox.ids();
        List<String> lost = new ArrayList<>();
        try (Rows rows = new Rows(data)) {
            for (Map<String, String> row : rows.read(TO_BE_TOLD + since)) {
                if (!arrived.contains(row.get("id"))) {
                    lost.add(row.get("type") + " " + row.get("id"));
                }
            }
        }
        return lost;
    }

    int events() {
        try (Rows rows = new Rows(data)) {
            return rows.read(TO_BE_TOLD + since).size();
        }
    }

    /** What was delivered although no row says that it happened. */
    List<String> unheardOf(Inbox inbox) {
        Set<String> known = new HashSet<>();
        try (Rows rows = new Rows(data)) {
            rows.read("select id from outbox").forEach(row -> known.add(row.get("id")));
        }
        return inbox.ids().stream().filter(id -> !known.contains(id)).toList();
    }

    /** Resources of which an event came, in whatever attempt, after a later one. */
    List<String> outOfOrder(Inbox inbox) {
        Map<String, Map<String, String>> events = new HashMap<>();
        try (Rows rows = new Rows(data)) {
            rows.read("select id, position, resource_id, type from outbox")
                    .forEach(row -> events.put(row.get("id"), row));
        }
        Map<String, Long> last = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (String id : inbox.arrived()) {
            Map<String, String> event = events.getOrDefault(id, Map.of("position", "0", "resource_id", ""));
            String resource = event.getOrDefault("resource_id", "");
            long position = Long.parseLong(event.getOrDefault("position", "0"));
            if (!resource.isEmpty() && position < last.getOrDefault(resource, 0L)) {
                wrong.add(event.get("type") + " of " + resource);
            }
            last.put(resource, position);
        }
        return wrong;
    }

    /** Rows without an event that such a row must have had. */
    List<String> untold() {
        List<String> wrong = new ArrayList<>();
        try (Rows rows = new Rows(data)) {
            EVENTS.forEach((table, types) -> types.forEach(type -> rows.read(
                            "select id from " + table
                                    + " where id not in (select resource_id from outbox where type = ?)",
                            type)
                    .forEach(row -> wrong.add("no " + type + " of " + row.get("id")))));
        }
        return wrong;
    }

    /** What was acknowledged and is not there. */
    List<String> missing(String table, Set<String> acknowledged) {
        Set<String> there = new HashSet<>();
        try (Rows rows = new Rows(data)) {
            rows.read("select id from " + table).forEach(row -> there.add(row.get("id")));
        }
        return acknowledged.stream().filter(id -> !there.contains(id)).toList();
    }

    int count(String table) {
        try (Rows rows = new Rows(data)) {
            return rows.read("select id from " + table).size();
        }
    }

    /** Webhooks that are still to be sent. */
    int pending() {
        try (Rows rows = new Rows(data)) {
            return rows.read("select id from webhook_deliveries where status = 'pending'")
                    .size();
        }
    }
}
