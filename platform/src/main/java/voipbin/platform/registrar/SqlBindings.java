package voipbin.platform.registrar;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Tx;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;
import voipbin.sip.registrar.Binding;
import voipbin.sip.registrar.Bindings;

/** Registrations as rows: they outlive the process. */
final class SqlBindings implements Bindings {

    private static final Table<Record> TABLE = DSL.table("registrations");
    private static final Field<String> AOR = DSL.field("aor", SQLDataType.CLOB);
    private static final Field<String> CONTACT = DSL.field("contact", SQLDataType.CLOB);
    private static final Field<String> SOURCE = DSL.field("source", SQLDataType.CLOB);
    private static final Field<String> CALL_ID = DSL.field("call_id", SQLDataType.CLOB);
    private static final Field<Long> CSEQ = DSL.field("cseq", SQLDataType.BIGINT);
    private static final Field<Long> EXPIRES = DSL.field("expires_at", SQLDataType.BIGINT);
    private static final Field<String> USER_AGENT = DSL.field("user_agent", SQLDataType.CLOB);
    private static final Field<String> INSTANCE = DSL.field("instance", SQLDataType.CLOB);
    private static final Field<String> FLOW = DSL.field("flow", SQLDataType.CLOB);
    private static final Field<String> PATH = DSL.field("path", SQLDataType.CLOB);

    private final Db db;

    SqlBindings(Db db) {
        this.db = db;
    }

    @Override
    public List<Binding> of(String aor) {
        return db.read(tx -> tx
                .jooq()
                .select(AOR, CONTACT, SOURCE, CALL_ID, CSEQ, EXPIRES, USER_AGENT, INSTANCE, FLOW, PATH)
                .from(TABLE)
                .where(AOR.eq(aor))
                .fetch()
                .stream()
                .flatMap(row -> binding(row).stream())
                .toList());
    }

    @Override
    public void replace(String aor, List<Binding> bindings) {
        db.write(tx -> {
            tx.jooq().deleteFrom(TABLE).where(AOR.eq(aor)).execute();
            bindings.forEach(binding -> insert(tx, binding));
            return bindings;
        });
    }

    /** How many have not ended. */
    long live(Instant now) {
        return db.read(tx -> tx.jooq().fetchCount(TABLE, EXPIRES.gt(now.toEpochMilli())));
    }

    private static void insert(Tx tx, Binding binding) {
        DSLContext jooq = tx.jooq();
        InetSocketAddress source = binding.source();
        jooq.insertInto(TABLE)
                .set(AOR, binding.aor())
                .set(CONTACT, binding.contact().toString())
                .set(SOURCE, source.getAddress().getHostAddress() + " " + source.getPort())
                .set(CALL_ID, binding.callId())
                .set(CSEQ, binding.cseq())
                .set(EXPIRES, binding.expires().toEpochMilli())
                .set(USER_AGENT, binding.userAgent())
                .set(INSTANCE, binding.instance())
                .set(FLOW, binding.flow())
                .set(PATH, binding.path().stream().map(NameAddress::toString).collect(Collectors.joining(", ")))
                .execute();
    }

    private static Optional<Binding> binding(Record row) {
        return SipUri.parse(row.get(CONTACT))
                .map(contact -> new Binding(
                        row.get(AOR),
                        contact,
                        source(row.get(SOURCE)),
                        row.get(CALL_ID),
                        row.get(CSEQ),
                        Instant.ofEpochMilli(row.get(EXPIRES)),
                        row.get(USER_AGENT),
                        row.get(INSTANCE),
                        row.get(FLOW),
                        NameAddress.list(row.get(PATH))));
    }

    private static InetSocketAddress source(String text) {
        int space = text.indexOf(' ');
        try {
            return new InetSocketAddress(
                    InetAddress.getByName(text.substring(0, space)), Integer.parseInt(text.substring(space + 1)));
        } catch (UnknownHostException literalsAreNotLookedUp) {
            throw new IllegalStateException(literalsAreNotLookedUp);
        }
    }
}
