package voipbin.kit.json;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import voipbin.base.Problem;

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

    private static final JsonMapper CLIENTS = Dialect.forClients();
    private static final JsonMapper COLUMNS = Dialect.forColumns();

    private Json() {}

    /** The public JSON of a value, without its secrets. */
    public static String write(@Nullable Object value) {
        return CLIENTS.writeValueAsString(value);
    }

    /** {@link #write} as UTF-8. */
    public static byte[] bytes(@Nullable Object value) {
        return CLIENTS.writeValueAsBytes(value);
    }

    /** {@link #write} as a tree. */
    public static JsonNode tree(@Nullable Object value) {
        return CLIENTS.valueToTree(value);
    }

    /** @throws Problem 400 {@code INVALID_JSON_BODY} */
    public static <T> T read(String text, Class<T> type) {
        return orZero(type, told(() -> CLIENTS.readValue(text, type)));
    }

    /** @throws Problem 400 {@code INVALID_JSON_BODY} */
    public static <T> T read(byte[] utf8, Class<T> type) {
        return orZero(type, told(() -> CLIENTS.readValue(utf8, type)));
    }

    /**
     * Reads a part of a tree, e.g. the option of an action.
     *
     * @throws Problem 400 {@code INVALID_JSON_BODY}
     */
    public static <T> T read(JsonNode tree, Class<T> type) {
        return orZero(type, told(() -> CLIENTS.treeToValue(tree, type)));
    }

    /**
     * Reads a generic type such as {@code List<Action>}.
     *
     * @throws Problem 400 {@code INVALID_JSON_BODY}
     */
    public static Object read(String text, Type type) {
        JavaType whole = CLIENTS.constructType(type);
        return orZero(whole.getRawClass(), told(() -> CLIENTS.readValue(text, whole)));
    }

    /** @throws Problem 400 {@code INVALID_JSON_BODY} when it is not JSON */
    public static JsonNode parse(String text) {
        return read(text, JsonNode.class);
    }

    /** How a value lies in a JSON column: with its secrets and all its zeros. */
    public static String keep(Object value) {
        return COLUMNS.writeValueAsString(value);
    }

    /** Reads back what {@link #keep} wrote; what is not like that is a bug. */
    public static Object restore(String text, Type type) {
        JavaType whole = COLUMNS.constructType(type);
        return orZero(whole.getRawClass(), COLUMNS.readValue(text, whole));
    }

    /** How a constant is written: {@code RING_ALL} as {@code ring_all}, or as its {@code @JsonProperty} says. */
    public static String nameOf(Enum<?> constant) {
        return Words.of(constant);
    }

    /** How a component is written: {@code customerId} as {@code customer_id}, or as its {@code @JsonProperty} says. */
    public static String nameOf(RecordComponent component) {
        return Words.of(component);
    }

    /** What a component is when nobody gave it a value; null for times and {@code @Nullable} ones. */
    public static @Nullable Object zeroOf(RecordComponent component) {
        return Zero.of(component);
    }

    private static <R> R told(Supplier<R> reading) {
        try {
            return reading.get();
        } catch (JacksonException mistake) {
            throw Mistakes.of(mistake);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T orZero(Class<? extends T> type, @Nullable Object read) {
        Object value = read == null ? Zero.of(type) : read;
        if (value == null) {
            throw Problem.invalid("INVALID_JSON_BODY", "body", "must not be null");
        }
        return (T) value;
    }
}
