package voipbin.platform.registrar;

import java.time.Instant;
import java.util.List;
import voipbin.kit.sql.Change;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Lookup;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;
import voipbin.sip.registrar.Binding;

/** Registrations as rows: they outlive the process. */
final class SqlBindings {

    private static final Table<StoredBinding> TABLE = Table.of("registrations", StoredBinding.class);
    private static final String[] COLUMNS = {
        "source", "call_id", "cseq", "expires_at", "user_agent", "instance", "flow", "path", "aor", "contact", "reg_id"
    };
    private static final Change<StoredBinding> ADD = TABLE.change(
            "insert into registrations (source, call_id, cseq, expires_at, user_agent, instance, flow, path, aor,"
                    + " contact, reg_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            COLUMNS);
    private static final Change<StoredBinding> REFRESH = TABLE.change(
            "update registrations set source = ?, call_id = ?, cseq = ?, expires_at = ?, user_agent = ?, instance = ?,"
                    + " flow = ?, path = ? where aor = ? and contact = ? and reg_id = ?",
            COLUMNS);
    private static final Change<StoredBinding> REMOVE = TABLE.change(
            "delete from registrations where aor = ? and contact = ? and reg_id = ?", "aor", "contact", "reg_id");

    private static final Lookup<StoredBinding> ALL = TABLE.lookup("");
    private static final Change<StoredBinding> FORGET = TABLE.change("delete from registrations where aor = ?", "aor");
    private static final Change<StoredBinding> REMOVE_ENDED =
            TABLE.change("delete from registrations where expires_at <= ?", "expires_at");

    private final Db db;

    SqlBindings(Db db) {
        this.db = db;
    }

    /** All that are there; ended ones may be among them. */
    List<Binding> all() {
        return db.read(tx -> ALL.all(tx)).stream()
                .flatMap(row -> row.binding().stream())
                .toList();
    }

    /** Takes these away and puts those in, in one transaction: each alone touches one row. */
    void change(List<Binding> gone, List<Binding> put) {
        List<StoredBinding> leaving = gone.stream().map(StoredBinding::of).toList();
        List<StoredBinding> coming = put.stream().map(StoredBinding::of).toList();
        db.write(tx -> {
            leaving.forEach(row -> REMOVE.run(tx, row.aor(), row.contact(), row.regId()));
            coming.forEach(row -> put(tx, row));
            return coming;
        });
    }

    void forget(Tx tx, String aor) {
        FORGET.run(tx, aor);
    }

    void removeEnded(Instant now) {
        db.write(tx -> REMOVE_ENDED.run(tx, now.toEpochMilli()));
    }

    private static void put(Tx tx, StoredBinding row) {
        Object[] values = {
            row.source(),
            row.callId(),
            row.cseq(),
            row.expiresAt(),
            row.userAgent(),
            row.instance(),
            row.flow(),
            row.path(),
            row.aor(),
            row.contact(),
            row.regId()
        };
        if (REFRESH.run(tx, values) == 0) {
            ADD.run(tx, values);
        }
    }
}
