package voipbin.kit.json;

import java.lang.reflect.Type;
import tools.jackson.databind.JsonNode;

/**
 * The JSON of the API: snake_case names, ids and enum constants as text, times in RFC 3339 UTC with microseconds, empty
 * values left out (conventions §9; {@link Always}, {@link OmitUnset}, {@link OmitEmpty} and {@link Secret} bend that).
 *
 * <p>Reading is lenient the way the contract is: unknown fields are ignored and what is missing or null becomes the
 * zero value of its type ({@code ""}, 0, false, nil id, empty list, map or record; of an enum the constant written as
 * {@code ""}, else its first); only {@code Instant} and components marked {@code @Nullable} become null. A value of the
 * wrong JSON type is 400 {@code INVALID_JSON_BODY} naming the field. Safe for all threads.
 */
public final class Json {

    private Json() {}

    /** The public JSON of a value, without its secrets. */
    public static String write(Object value) {
        throw new UnsupportedOperationException();
    }

    /** {@link #write} as UTF-8. */
    public static byte[] bytes(Object value) {
        throw new UnsupportedOperationException();
    }

    /** {@link #write} as a tree. */
    public static JsonNode tree(Object value) {
        throw new UnsupportedOperationException();
    }

    /** @throws voipbin.base.Problem 400 {@code INVALID_JSON_BODY} */
    public static <T> T read(String text, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    /** @throws voipbin.base.Problem 400 {@code INVALID_JSON_BODY} */
    public static <T> T read(byte[] utf8, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a generic type such as {@code List<Action>}.
     *
     * @throws voipbin.base.Problem 400 {@code INVALID_JSON_BODY}
     */
    public static Object read(String text, Type type) {
        throw new UnsupportedOperationException();
    }

    /** @throws voipbin.base.Problem 400 {@code INVALID_JSON_BODY} when it is not JSON */
    public static JsonNode parse(String text) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a part of a tree, e.g. the option of an action.
     *
     * @throws voipbin.base.Problem 400 {@code INVALID_JSON_BODY}
     */
    public static <T> T read(JsonNode tree, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    /** How a constant is written: {@code RING_ALL} as {@code ring_all}, or as its {@code @JsonProperty} says. */
    public static String nameOf(Enum<?> constant) {
        throw new UnsupportedOperationException();
    }
}
