package voipbin.base;

import java.util.Optional;
import java.util.UUID;

/**
 * The identity of one {@code T}: a UUID, written in lower case. The type parameter keeps a queue's id out of a tag's
 * place and costs nothing at run time.
 */
public record Id<T>(UUID value) implements Comparable<Id<?>> {

    private static final long VERSION_7 = 0x7000;
    private static final Id<?> NIL = new Id<>(new UUID(0, 0));

    /**
     * A fresh version 7 id (RFC 9562 §5.7): 48 bits of time in milliseconds, then 74 from the platform's secure source.
     * Rows that are made one after another so lie side by side in an index, which random ids would strew all over it.
     */
    public static <T> Id<T> random() {
        UUID chance = UUID.randomUUID();
        long time = System.currentTimeMillis() << 16;
        return new Id<>(new UUID(
                time | VERSION_7 | chance.getMostSignificantBits() & 0xfff, chance.getLeastSignificantBits()));
    }

    /** The id that says "no reference": all zeros. */
    @SuppressWarnings("unchecked")
    public static <T> Id<T> nil() {
        return (Id<T>) NIL;
    }

    /** Reads the 36-character form only; {@code UUID.fromString} alone also takes {@code "1-1-1-1-1"}. */
    public static <T> Optional<Id<T>> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Id<>(UUID.fromString(text)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    public boolean isNil() {
        return equals(NIL);
    }

    /** The same UUID as the id of something else, where one thing is named after another. */
    public <U> Id<U> as() {
        return new Id<>(value);
    }

    @Override
    public int compareTo(Id<?> other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
