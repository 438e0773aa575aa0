package voipbin.platform.registrar;

import java.time.Instant;
import java.util.List;
import org.jooq.impl.DSL;
import voipbin.kit.sql.Change;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Lookup;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;
import voipbin.sip.registrar.Binding;
import voipbin.sip.registrar.Bindings;

/** Registrations as rows: they outlive the process. */
final class SqlBindings implements Bindings {

    private static final Table<StoredBinding> TABLE = Table.of("registrations", StoredBinding.class);
    private static final Lookup<StoredBinding> BY_AOR = TABLE.lookup("where aor = ?", "aor");
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

    private final Db db;

    SqlBindings(Db db) {
        this.db = db;
    }

    @Override
    public List<Binding> of(String aor) {
        return db.read(tx -> BY_AOR.all(tx, aor)).stream()
                .flatMap(row -> row.binding().stream())
                .toList();
    }

    /** Touches only the rows that change: most often one phone of several refreshes. */
    @Override
    public void replace(String aor, List<Binding> bindings) {
        List<StoredBinding> now = bindings.stream().map(StoredBinding::of).toList();
        db.write(tx -> {
            List<StoredBinding> before = BY_AOR.all(tx, aor);
            before.stream().filter(row -> now.stream().noneMatch(row::isSameAs)).forEach(row -> remove(tx, row));
            now.stream().filter(row -> !before.contains(row)).forEach(row -> put(tx, row));
            return bindings;
        });
    }

    /** How many have not ended. */
    long live(Instant now) {
        return db.read(tx ->
                tx.jooq().fetchCount(DSL.table("registrations"), TABLE.isAfter("expires_at", now.toEpochMilli())));
    }

    private static void remove(Tx tx, StoredBinding row) {
        REMOVE.run(tx, row.aor(), row.contact(), row.regId());
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
