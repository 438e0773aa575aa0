package voipbin.kit.event;

import java.util.Comparator;
import java.util.Optional;

/**
 * An event's place in the outbox: what is written later stands behind what a reader has already seen. PostgreSQL
 * commits out of the order of its sequences, therefore the place has two parts there; in SQLite the first is 0.
 */
public record Position(long transaction, long order) implements Comparable<Position> {

    /** Before the first event. */
    public static final Position START = new Position(0, 0);

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::transaction).thenComparingLong(Position::order);

    /** Reads what {@link #toString} wrote. */
    public static Optional<Position> parse(String text) {
        int dash = text.indexOf('-');
        try {
            long transaction = Long.parseLong(text.substring(0, Math.max(dash, 0)));
            return Optional.of(new Position(transaction, Long.parseLong(text.substring(dash + 1))));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** A cursor for clients, e.g. {@code 0-4711}. */
    @Override
    public String toString() {
        return transaction + "-" + order;
    }
}
