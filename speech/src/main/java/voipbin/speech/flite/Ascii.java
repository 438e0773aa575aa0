package voipbin.speech.flite;

import java.text.Normalizer;
import java.util.Map;
import java.util.stream.Collectors;

/** Text as flite reads it: it takes each byte beyond ASCII for a letter that it does not know. */
final class Ascii {

    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("‘", "'"),
            Map.entry("’", "'"),
            Map.entry("“", "\""),
            Map.entry("”", "\""),
            Map.entry("…", "..."),
            Map.entry("–", ", "),
            Map.entry("—", ", "),
            Map.entry("€", " euro "),
            Map.entry("£", " pound "),
            Map.entry("°", " degrees "),
            Map.entry("ß", "ss"),
            Map.entry("æ", "ae"),
            Map.entry("Æ", "Ae"),
            Map.entry("œ", "oe"),
            Map.entry("ø", "o"),
            Map.entry("Ø", "O"),
            Map.entry("ł", "l"),
            Map.entry("Ł", "L"),
            Map.entry("đ", "d"));

    private Ascii() {}

    /** Letters without their accents; what has no spelling in ASCII becomes a blank. */
    static String of(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(character -> SPELLINGS.getOrDefault(character, character))
                .map(Ascii::plain)
                .collect(Collectors.joining());
    }

    private static String plain(String character) {
        if (character.chars().allMatch(c -> c < 128)) {
            return character;
        }
        String base = Normalizer.normalize(character, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace('\u2044', '/');
        return base.chars().allMatch(c -> c < 128) ? base : " ";
    }
}
