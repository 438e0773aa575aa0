package voipbin.platform.push;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import voipbin.kit.event.Position;
import voipbin.kit.sql.Tx;

/** How far the readers of the outbox have come. */
final class Cursors {

    static final String WEBHOOKS = "webhooks";

    /** Up to here the outbox has been emptied. */
    static final String FORGOTTEN = "forgotten";

    private static final Table<Record> TABLE = DSL.table("outbox_cursors");
    private static final Field<String> NAME = DSL.field("name", SQLDataType.CLOB);
    private static final Field<String> POSITION = DSL.field("position", SQLDataType.CLOB);

    Position get(Tx tx, String name) {
        return tx.jooq()
                .select(POSITION)
                .from(TABLE)
                .where(NAME.eq(name))
                .fetchOptional(POSITION)
                .flatMap(Position::parse)
                .orElse(Position.START);
    }

    void set(Tx tx, String name, Position position) {
        int changed = tx.jooq()
                .update(TABLE)
                .set(POSITION, position.toString())
                .where(NAME.eq(name))
                .execute();
        if (changed == 0) {
            tx.jooq()
                    .insertInto(TABLE)
                    .set(NAME, name)
                    .set(POSITION, position.toString())
                    .execute();
        }
    }
}
