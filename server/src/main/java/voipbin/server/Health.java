package voipbin.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import voipbin.kit.http.Reply;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.speech.Availability;

/** {@code /health}: 200 when the server can do its work, 503 when the database cannot be read. */
final class Health {

    private static final int UNAVAILABLE = 503;

    private final Db db;
    private final Wire wire;

    Health(Db db, Wire wire) {
        this.db = db;
        this.wire = wire;
    }

    List<Route> pages() {
        return List.of(Route.page("/health", _ -> answer()));
    }

    private Reply answer() {
        String database = database();
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", database.equals("ok") ? "ok" : "failing");
        health.put("database", database);
        health.put("sip", wire.stack().address().toString().replaceFirst("^[^/]*/", ""));
        health.put("media_sessions", wire.engine().sessions());
        health.put(
                "speech",
                wire.speech().available().stream()
                        .collect(Collectors.toMap(
                                Availability::provider, Health::state, (a, _) -> a, LinkedHashMap::new)));
        return Reply.json(health).status(database.equals("ok") ? 200 : UNAVAILABLE);
    }

    private String database() {
        try {
            db.read(tx -> tx.jooq().selectOne().fetch());
            return "ok";
        } catch (RuntimeException broken) {
            return "unreadable";
        }
    }

    private static String state(Availability availability) {
        return availability.isAvailable() ? "ok" : availability.missing();
    }
}
