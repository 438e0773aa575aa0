package voipbin.platform.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import voipbin.base.Problem;

/** The variables of one activeflow, and what they are in texts. For all threads: keys are pressed on another one. */
public final class Variables {

    /** What belongs to the platform. */
    static final String RESERVED = "voipbin.";

    private static final String REFERENCE_DATA = "voipbin.flow.reference_data";
    private static final int MOST_KEYS = 100;
    private static final int LONGEST_VALUE = 32 * 1024;
    private static final int MOST_BYTES = 64 * 1024;
    private static final Pattern PLACE = Pattern.compile("\\$\\{(.*?)}");

    private final Map<String, String> values;
    private final Supplier<String> referenceData;

    /** @param referenceData the JSON of what the activeflow is about, made when somebody asks for it */
    public Variables(Map<String, String> values, Supplier<String> referenceData) {
        this.values = new ConcurrentHashMap<>(values);
        this.referenceData = referenceData;
    }

    /** Empty when there is none of this name. */
    public String get(String name) {
        String value = values.get(name);
        if (value != null) {
            return value;
        }
        return name.equals(REFERENCE_DATA) ? referenceData.get() : "";
    }

    public void set(String name, String value) {
        values.put(name, value);
    }

    public void setAll(Map<String, String> more) {
        values.putAll(more);
    }

    public void remove(String name) {
        values.remove(name);
    }

    /** Puts a text behind what is there; what it has become. */
    String append(String name, String more) {
        return values.merge(name, more, String::concat);
    }

    /** As they are now, by name. */
    public Map<String, String> snapshot() {
        return new TreeMap<>(values);
    }

    /** A text with each <code>${name}</code> replaced; what comes in is not looked at again. */
    public String in(String text) {
        if (!text.contains("${")) {
            return text;
        }
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(get(place.group(1))));
    }

    /** The same for every text in an option, however deep. */
    public Map<String, Object> in(Map<String, Object> option) {
        Map<String, Object> filled = new LinkedHashMap<>();
        option.forEach((key, value) -> filled.put(key, any(value)));
        return filled;
    }

    @SuppressWarnings("unchecked") // JSON objects have texts as keys
    private @Nullable Object any(@Nullable Object value) {
        return switch (value) {
            case String text -> in(text);
            case Map<?, ?> object -> in((Map<String, Object>) object);
            case List<?> list -> list.stream().map(this::any).toList();
            case null -> null;
            default -> value;
        };
    }

    /**
     * Refuses what is too much: 400 {@code INVALID_VARIABLES}.
     *
     * @param variables as a request has them, reserved ones included
     */
    public static void check(Map<String, String> variables) {
        if (!fits(variables)) {
            throw Problem.invalid(
                    "INVALID_VARIABLES",
                    "variables",
                    "at most 100, each value up to 32 KiB, all names and values together up to 64 KiB");
        }
    }

    /** What of a request's variables is taken over: nothing reserved, nothing nameless, and all or nothing. */
    static Map<String, String> sanitized(Map<String, String> variables) {
        Map<String, String> clean = new LinkedHashMap<>();
        variables.forEach((key, value) -> {
            String name = key.strip();
            if (!name.isEmpty() && !name.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                clean.put(name, value);
            }
        });
        return fits(clean) ? clean : Map.of();
    }

    private static boolean fits(Map<String, String> variables) {
        int bytes = 0;
        for (Map.Entry<String, String> entry : variables.entrySet()) {
            int length = entry.getValue().getBytes(UTF_8).length;
            if (length > LONGEST_VALUE) {
                return false;
            }
            bytes += length + entry.getKey().getBytes(UTF_8).length;
        }
        return variables.size() <= MOST_KEYS && bytes <= MOST_BYTES;
    }
}
