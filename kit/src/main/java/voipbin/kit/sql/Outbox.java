package voipbin.kit.sql;

import java.util.List;
import java.util.function.Consumer;
import voipbin.base.Id;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.event.Visibility;

/** What happened: rows written in the transactions that changed the state, so that none is lost or made up. */
public final class Outbox {

    /** What is to be told. */
    public record Entry(Id<?> customerId, String type, Object data, Visibility visibility) {}

    /** Writes an event within the transaction; {@code data} as its public JSON. */
    public void append(Tx tx, Entry entry) {
        throw new UnsupportedOperationException();
    }

    /** The next events behind a position, oldest first. An event never turns up before a position already returned. */
    public List<Event> after(Position position, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Where the outbox ends now. */
    public Position end() {
        throw new UnsupportedOperationException();
    }

    /**
     * Calls back for each event committed from now on, in the order of positions, on one thread of the outbox, which a
     * slow listener holds up. What it throws is logged.
     *
     * @return closes the subscription
     */
    public AutoCloseable listen(Consumer<Event> listener) {
        throw new UnsupportedOperationException();
    }

    /** Waits until every event committed before the call has been told to the listeners. */
    public void settle() {
        throw new UnsupportedOperationException();
    }
}
