package voipbin.platform.registrar;

import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Lookup;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;
import voipbin.sip.registrar.Binding;
import voipbin.sip.registrar.Bindings;

/** Registrations as rows: they outlive the process. */
final class SqlBindings implements Bindings {

    private static final org.jooq.Table<Record> TABLE = DSL.table("registrations");
    private static final Field<Long> EXPIRES = DSL.field("expires_at", SQLDataType.BIGINT);
    private static final String INSERT = "insert into registrations (aor, contact, source, call_id, cseq, expires_at,"
            + " user_agent, instance, reg_id, flow, path) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Db db;
    private final Lookup<StoredBinding> byAor =
            Table.of("registrations", StoredBinding.class).lookup("where aor = ?", "aor");

    SqlBindings(Db db) {
        this.db = db;
    }

    @Override
    public List<Binding> of(String aor) {
        return db.read(tx -> byAor.all(tx, aor)).stream()
                .flatMap(row -> row.binding().stream())
                .toList();
    }

    /** Touches only the rows that change: most often one phone of several refreshes. */
    @Override
    public void replace(String aor, List<Binding> bindings) {
        List<StoredBinding> now = bindings.stream().map(StoredBinding::of).toList();
        db.write(tx -> {
            List<StoredBinding> before = byAor.all(tx, aor);
            before.stream().filter(row -> !now.contains(row)).forEach(row -> delete(tx, row));
            now.stream().filter(row -> !before.contains(row)).forEach(row -> insert(tx, row));
            return bindings;
        });
    }

    /** How many have not ended. */
    long live(Instant now) {
        return db.read(tx -> tx.jooq().fetchCount(TABLE, EXPIRES.gt(now.toEpochMilli())));
    }

    private static void delete(Tx tx, StoredBinding row) {
        tx.jooq()
                .execute(
                        "delete from registrations where aor = ? and contact = ? and reg_id = ?",
                        row.aor(),
                        row.contact(),
                        row.regId());
    }

    private static void insert(Tx tx, StoredBinding row) {
        tx.jooq()
                .execute(
                        INSERT,
                        row.aor(),
                        row.contact(),
                        row.source(),
                        row.callId(),
                        row.cseq(),
                        row.expiresAt(),
                        row.userAgent(),
                        row.instance(),
                        row.regId(),
                        row.flow(),
                        row.path());
    }
}
