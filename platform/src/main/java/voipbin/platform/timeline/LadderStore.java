package voipbin.platform.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.InsertValuesStep5;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import voipbin.base.Id;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;
import voipbin.platform.call.Call;
import voipbin.platform.timeline.Ladders.Rung;
import voipbin.sip.trace.TracedMessage;

/** The rows of {@code sip_ladders}: what was written of the SIP messages of calls. */
final class LadderStore {

    /** One row without its messages, for the types of its columns. */
    private record Row(Id<Call> callId, String sipCallId, int octets, Instant tmCreate) {}

    /** How much is kept: whatever is older or, from the oldest on, makes it too much, goes. */
    record Keeping(Duration time, long octets) {}

    /** A message, and the call that it belongs to. */
    record Step(Id<Call> call, TracedMessage message) {}

    /** jOOQ puts more than 999 values into the text for SQLite, which ours cannot be. */
    private static final int PIECE = 150;

    private static final Table<Row> TABLE = Table.of("sip_ladders", Row.class);
    private static final org.jooq.Table<Record> LADDERS = DSL.table(DSL.name("sip_ladders"));
    private static final Field<Long> NUMBER = DSL.field(DSL.name("number"), Long.class);
    private static final Field<byte[]> MESSAGES = DSL.field(DSL.name("messages"), SQLDataType.BLOB);

    private final Db db;
    private final AtomicLong octets = new AtomicLong();

    LadderStore(Db db) {
        this.db = db;
    }

    /** Looks how much there is already. */
    void measure() {
        octets.set(db.read(tx -> {
            Field<Long> sum = DSL.field("coalesce(sum({0}), 0)", Long.class, TABLE.column("octets"));
            Long total = tx.jooq().select(sum).from(LADDERS).fetchSingle(sum);
            return total == null ? 0L : total;
        }));
    }

    /** Octets of messages that are kept, packed. */
    long octets() {
        return octets.get();
    }

    void write(List<Rung> rungs) {
        for (int from = 0; from < rungs.size(); from += PIECE) {
            List<Packed> piece = rungs.subList(from, Math.min(from + PIECE, rungs.size())).stream()
                    .map(rung -> new Packed(rung, Packing.pack(rung.messages())))
                    .toList();
            db.writeAlong(tx -> insert(tx, piece));
            piece.forEach(packed -> octets.addAndGet(packed.messages().length));
        }
    }

    private record Packed(Rung rung, byte[] messages) {}

    private static int insert(Tx tx, List<Packed> piece) {
        InsertValuesStep5<Record, Object, Object, Object, byte[], Object> insert = tx.jooq()
                .insertInto(
                        LADDERS,
                        TABLE.column("call_id"),
                        TABLE.column("sip_call_id"),
                        TABLE.column("octets"),
                        MESSAGES,
                        TABLE.column("tm_create"));
        for (Packed packed : piece) {
            Rung rung = packed.rung();
            insert =
                    insert.values(rung.call(), rung.sipCallId(), packed.messages().length, packed.messages(), tx.now());
        }
        return insert.execute();
    }

    /** The messages of these calls in the order of their times. */
    List<Step> of(Collection<Id<Call>> calls) {
        return db
                .read(tx -> tx.jooq()
                        .select(TABLE.column("call_id"), MESSAGES)
                        .from(LADDERS)
                        .where(TABLE.isAnyOf("call_id", calls))
                        .orderBy(NUMBER)
                        .fetch(row -> steps(row.value1(), row.value2())))
                .stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(step -> step.message().at()))
                .toList();
    }

    private static List<Step> steps(Object call, byte[] messages) {
        Id<Call> id = ((Id<?>) call).as();
        return Packing.unpack(messages).stream()
                .map(message -> new Step(id, message))
                .toList();
    }

    /** Removes a piece of what is to go; whether there may be more. */
    boolean forget(Instant now, Keeping keeping) {
        boolean tooMuch = octets.get() > keeping.octets();
        Condition which = tooMuch ? DSL.noCondition() : TABLE.isBefore("tm_create", now.minus(keeping.time()));
        int gone = db.write(tx -> {
            List<Long> oldest = tx.jooq()
                    .select(NUMBER)
                    .from(LADDERS)
                    .where(which)
                    .orderBy(TABLE.column("tm_create"), NUMBER)
                    .limit(PIECE)
                    .fetch(NUMBER);
            return tx.jooq().deleteFrom(LADDERS).where(NUMBER.in(oldest)).execute();
        });
        if (gone > 0) {
            measure();
        }
        return gone == PIECE;
    }
}
