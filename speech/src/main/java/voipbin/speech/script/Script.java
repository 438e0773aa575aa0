package voipbin.speech.script;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An utterance's text, ready to be spoken. SSML is what is well-formed XML, by itself or once it is wrapped in
 * {@code <speak>}. Text that is not (a stray {@code &} or {@code <}) is not refused, but read as plain text without
 * whatever looks like a tag: a caller shall hear the words, and never a tag.
 */
public final class Script {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\s]]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}&&[^\\n]]+");
    private static final Pattern LINES = Pattern.compile(" ?\\n[ \\n]*");
    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE[^\\[<>]{0,1000}\\[[^\\]]{0,4000}\\]\\s*>");
    private static final Pattern TAG = Pattern.compile("<[\\p{L}/!?][^<>]*>");

    private Script() {}

    /** The same text in the one form that is spoken and compared: NFC, no control characters, single blanks. */
    public static String normalized(String text) {
        String composed = Normalizer.normalize(text.replace("\r\n", "\n"), Normalizer.Form.NFC);
        String visible = CONTROL.matcher(composed).replaceAll("");
        return LINES.matcher(BLANKS.matcher(visible).replaceAll(" "))
                .replaceAll("\n")
                .strip();
    }

    /** The parts of a normalised text in their order; at least one, though it may be silent. */
    public static List<Part> parts(String normalized) {
        return Markup.tokens(normalized)
                .map(tokens -> new Passages(true).parts(tokens))
                .orElseGet(() -> new Passages(false).parts(List.of(new Token.Text(plain(normalized), true))));
    }

    private static String plain(String malformed) {
        String tagged = DOCTYPE.matcher(malformed).replaceAll(" ");
        String words = BLANKS.matcher(TAG.matcher(tagged).replaceAll(" ")).replaceAll(" ");
        return words.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
