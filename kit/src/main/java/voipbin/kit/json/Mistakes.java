package voipbin.kit.json;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import voipbin.base.Id;
import voipbin.base.Problem;

/** What is told to a client whose JSON cannot be read: the field and the rule, nothing about our classes. */
final class Mistakes {

    private static final String REASON = "INVALID_JSON_BODY";

    private Mistakes() {}

    static Problem of(JacksonException mistake) {
        if (mistake.getCause() instanceof Problem own) {
            return own;
        }
        String field = mistake.getPath().stream().map(Mistakes::step).collect(Collectors.joining());
        String named = field.isEmpty() ? "body" : field.substring(field.startsWith(".") ? 1 : 0);
        return Problem.invalid(REASON, named, ruleOf(mistake));
    }

    private static String step(Reference reference) {
        return reference.getPropertyName() == null
                ? "[" + reference.getIndex() + "]"
                : "." + reference.getPropertyName();
    }

    private static String ruleOf(JacksonException mistake) {
        return switch (mistake) {
            case StreamConstraintsException _ -> "is nested too deeply or holds too long a name, number or text";
            case InputCoercionException range -> "must be " + wordFor(range.getTargetType());
            case StreamReadException broken ->
                "is not JSON at line %d, column %d"
                        .formatted(
                                broken.getLocation().getLineNr(),
                                broken.getLocation().getColumnNr());
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null -> "must be " + wordFor(mismatch.getTargetType());
            default -> "cannot be read";
        };
    }

    private static String wordFor(Class<?> type) {
        if (type == String.class || type == Id.class) {
            return "a text";
        }
        if (type == Instant.class) {
            return "a time as 2026-05-01T10:00:00.000000Z";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(c -> Words.of((Enum<?>) c))
                            .toList();
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return type == double.class || type == Double.class ? "a number" : "a whole number in range";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "an array" : "an object";
    }
}
