package voipbin.platform.flow;

import java.util.List;
import voipbin.base.Id;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Lookup;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;

/**
 * What activeflows that a crash cut off had left behind. It is not in their rows as long as they run: the latest event
 * tells of it, and was written in the same transaction as the row.
 */
final class ToldActions {

    private record Row(Id<Row> id, Id<?> resourceId, String type, String data) {}

    private record Shown(List<Action> executedActions) {}

    private static final Lookup<Row> LATEST = Table.of("outbox", Row.class)
            .lookup(
                    "where resource_id = ? and type = ? order by tm_create desc, position desc limit 1",
                    "resource_id",
                    "type");

    private ToldActions() {}

    /** None when it had not begun, or when that was so long ago that its events are forgotten. */
    static List<Action> of(Tx tx, Id<Activeflow> id) {
        return LATEST.first(tx, id, "activeflow_updated")
                .map(row -> Json.read(row.data(), Shown.class).executedActions())
                .orElse(List.of());
    }
}
