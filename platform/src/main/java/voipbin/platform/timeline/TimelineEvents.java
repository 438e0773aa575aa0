package voipbin.platform.timeline;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Result;
import org.jooq.impl.DSL;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.event.Position;
import voipbin.kit.json.Times;
import voipbin.kit.page.PageAsk;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Table;

/** Reads events back from the outbox, as long as it keeps them. */
final class TimelineEvents {

    /** An event's row, for the types of its columns. */
    private record Row(String type, String data, Instant tmCreate, Id<?> resourceId, Id<?> activeflowId) {}

    /** A page ends behind the event of this time and position. */
    private record Start(Instant time, Position position) {}

    private static final char MARK = '~';
    private static final Table<Row> TABLE = Table.of("outbox", Row.class);
    private static final Field<Long> TRANSACTION = field(name("transaction_id"), Long.class);
    private static final Field<Long> ORDER = field(name("position"), Long.class);

    private final Db db;

    TimelineEvents(Db db) {
        this.db = db;
    }

    /** The events of one object, of types that begin with this word. */
    TimelineEvent.PageOf of(Id<?> resource, String word, PageAsk ask) {
        return page(ask, TABLE.is("resource_id", resource).and(begins(word)), _ -> true);
    }

    /** All events of an activeflow that the API has a shape for. */
    TimelineEvent.PageOf ofActiveflow(Id<?> activeflow, PageAsk ask) {
        Condition own = TABLE.is("resource_id", activeflow).and(begins("activeflow"));
        return page(ask, TABLE.is("activeflow_id", activeflow).or(own), EventTypes::isShown);
    }

    private interface Shown {
        boolean test(String type);
    }

    private TimelineEvent.PageOf page(PageAsk ask, Condition filter, Shown shown) {
        Condition behind = start(ask.token()).map(TimelineEvents::behind).orElseGet(DSL::noCondition);
        Result<? extends org.jooq.Record> found = db.read(tx -> tx.jooq()
                .select(TABLE.column("type"), TABLE.column("data"), TABLE.column("tm_create"), TRANSACTION, ORDER)
                .from(DSL.table(name("outbox")))
                .where(filter)
                .and(behind)
                .orderBy(TABLE.column("tm_create").desc(), TRANSACTION.desc(), ORDER.desc())
                .limit(ask.size() + 1)
                .fetch());
        boolean more = found.size() > ask.size();
        List<TimelineEvent> events = found.stream()
                .limit(ask.size())
                .filter(event -> shown.test(text(event, "type")))
                .map(event -> TimelineEvent.of(time(event), text(event, "type"), text(event, "data")))
                .toList();
        return new TimelineEvent.PageOf(events, more ? token(found.get(ask.size() - 1)) : "");
    }

    private static Condition begins(String word) {
        return condition("{0} like {1} escape '!'", TABLE.column("type"), DSL.val(word + "!_%"));
    }

    private static Condition behind(Start start) {
        Field<Object> time = TABLE.column("tm_create");
        Position position = start.position();
        return time.lt(start.time())
                .or(time.eq(start.time()).and(row(TRANSACTION, ORDER).lt(position.transaction(), position.order())));
    }

    private static String token(org.jooq.Record last) {
        Position position = new Position(last.get(TRANSACTION), last.get(ORDER));
        return Times.fixed(time(last)) + MARK + position;
    }

    /** One of our tokens or, as in the reference, a plain time. */
    private static Optional<Start> start(String token) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        int mark = token.indexOf(MARK);
        Optional<Instant> time = Times.read(mark < 0 ? token : token.substring(0, mark));
        Optional<Position> position =
                mark < 0 ? Optional.of(Position.START) : Position.parse(token.substring(mark + 1));
        if (time.isEmpty() || position.isEmpty()) {
            throw Problem.invalid("INVALID_REQUEST_PARAMETER", "page_token", "must be a next_page_token");
        }
        return Optional.of(new Start(time.get(), position.get()));
    }

    private static Instant time(org.jooq.Record event) {
        return (Instant) event.get(TABLE.column("tm_create"));
    }

    private static String text(org.jooq.Record event, String column) {
        return (String) event.get(TABLE.column(column));
    }
}
