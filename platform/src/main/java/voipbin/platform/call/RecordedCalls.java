package voipbin.platform.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;

/** What calls show of their recordings. A change of that alone is no event of the call (calls §1.8). */
public final class RecordedCalls {

    private final Store<Call> rows;

    private RecordedCalls(Store<Call> rows) {
        this.rows = rows;
    }

    public static RecordedCalls of(Db db) {
        Noun quiet = new Noun("call", Visibility.NOBODY).deleted(Noun.Deleted.CONFLICT);
        return new RecordedCalls(new Store<>(db, Table.of("calls", Call.class), quiet));
    }

    public Store<Call> rows() {
        return rows;
    }

    public Optional<Call> find(Id<Call> id) {
        return rows.find(id);
    }

    /** @throws Problem 404 when there is none */
    public Call require(Tx tx, Id<Call> id) {
        return rows.find(tx, id).orElseThrow(() -> Problem.notFound("call"));
    }

    /** The call is recorded from now on. */
    public void begin(Tx tx, Call call, Id<?> recording) {
        record Begun(Id<?> recordingId, List<Id<?>> recordingIds) {}
        List<Id<?>> all = new ArrayList<>(call.recordingIds());
        all.add(recording);
        rows.update(tx, call.id(), new Begun(recording, all));
    }

    /** It is not any more, unless by another one. */
    public void end(Tx tx, Id<Call> id, Id<?> recording) {
        record Ended(Id<?> recordingId) {}
        rows.find(tx, id)
                .filter(call -> call.recordingId().equals(recording))
                .ifPresent(_ -> rows.update(tx, id, new Ended(Id.nil())));
    }
}
