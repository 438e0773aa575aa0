package voipbin.kit.sql;

import java.util.Set;
import voipbin.kit.event.Visibility;

/**
 * The contract's word for a resource: {@code extension} gives {@code EXTENSION_NOT_FOUND} and
 * {@code extension_created}.
 *
 * @param visibility who is told of its events
 * @param exceptions the types of its events that are visible the other way, e.g. {@code agent_updated}
 * @param deleted what a caller sees of a deleted one
 * @param hidden whether one of another customer is 404 {@code RESOURCE_NOT_FOUND} instead of 403
 */
public record Noun(String word, Visibility visibility, Set<String> exceptions, Deleted deleted, boolean hidden) {

    /** What a caller sees who asks for a deleted one by its id; changing it is refused in any case. */
    public enum Deleted {
        /** 404 {@code RESOURCE_NOT_FOUND}. */
        GONE,
        /** The object with its {@code tm_delete}; a change is 404 {@code RESOURCE_NOT_FOUND}. */
        SHOWN,
        /** 409 {@code STATE_INVALID}. */
        CONFLICT
    }

    public Noun(String word, Visibility visibility) {
        this(word, visibility, Set.of(), Deleted.GONE, false);
    }

    /** The same noun with some event types visible the other way. */
    public Noun except(String... types) {
        return new Noun(word, visibility, Set.of(types), deleted, hidden);
    }

    /** The same noun with another answer about deleted ones. */
    public Noun deleted(Deleted answer) {
        return new Noun(word, visibility, exceptions, answer, hidden);
    }

    /** The same noun, of which nobody learns that another customer has one. */
    public Noun hiddenFromOthers() {
        return new Noun(word, visibility, exceptions, deleted, true);
    }

    Visibility visibilityOf(String type) {
        if (!exceptions.contains(type)) {
            return visibility;
        }
        return switch (visibility) {
            case CUSTOMER -> Visibility.INTERNAL;
            case INTERNAL, NOBODY -> Visibility.CUSTOMER;
        };
    }
}
