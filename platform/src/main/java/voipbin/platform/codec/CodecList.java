package voipbin.platform.codec;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Codecs in a text, separated by commas, the most wanted first. */
public final class CodecList {

    private static final int LONGEST = 255;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");

    private CodecList() {}

    /** Whether a text is such a list: of names that are alphanumeric with inner hyphens, or empty. */
    public static boolean isValid(String text) {
        return text.length() <= LONGEST
                && (text.isBlank()
                        || Arrays.stream(text.split(",", -1))
                                .allMatch(name -> NAME.matcher(name.strip()).matches()));
    }

    /** The names of a valid list; none of a blank one. */
    public static List<String> names(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    /** The same list with its names trimmed. */
    public static String normal(String text) {
        return String.join(",", names(text));
    }
}
