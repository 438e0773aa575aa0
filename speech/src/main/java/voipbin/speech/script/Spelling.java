package voipbin.speech.script;

import java.util.Set;
import java.util.stream.Collectors;

/** Text that {@code <say-as>} wants character by character. */
final class Spelling {

    private static final Set<String> SPELLED =
            Set.of("digits", "characters", "spell-out", "verbatim", "telephone", "letters");

    private Spelling() {}

    static boolean isSpelled(String interpretAs) {
        return SPELLED.contains(interpretAs);
    }

    /** {@code 5551-23} becomes {@code 5 5 5 1 , 2 3}: blanks between what is spoken, a comma where it is grouped. */
    static String of(String text) {
        String spelled = text.strip()
                .codePoints()
                .mapToObj(c -> Character.isLetterOrDigit(c) ? Character.toString(c) : separator(c))
                .collect(Collectors.joining(" "));
        return " " + spelled.replaceAll("[\\s,]*,[\\s,]*", " , ") + " ";
    }

    private static String separator(int character) {
        boolean grouping = Character.isWhitespace(character) || "-.()/".indexOf(character) >= 0;
        return grouping ? "," : Character.toString(character);
    }
}
