package voipbin.speech.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a text may be cut so that nobody hears it. */
final class Sentences {

    /** Ideographic full stops need no blank after them; ours do, or "3.14" would be two sentences. */
    private static final Pattern END =
            Pattern.compile("[。！？｡]+[」』”’）)\"']*\\s*" + "|[.!?…؟۔।॥։።]+[\"'”’»)\\]]*(?:\\s++(?!\\p{Ll})|$)" + "|\\n");

    private static final Pattern ENDED = Pattern.compile("[.!?…؟۔।॥։።。！？｡][\"'”’»)\\]」』）]*\\s*$");
    private static final Pattern ABBREVIATION = Pattern.compile("(?:^|[\\s.(])(?:\\p{Lu}\\p{Ll}?|Mrs|Prof)\\.\\s*$");
    private static final Pattern CLAUSE = Pattern.compile("[,;:，、；：،؛–—]\\s*");
    private static final Pattern BLANK = Pattern.compile("\\s+");

    private Sentences() {}

    /** The text in pieces that joined again are the text: sentences, and parts of sentences longer than the limit. */
    static List<String> of(String text, int longest) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        Matcher end = END.matcher(text);
        while (end.find()) {
            if (!isAbbreviation(tail(text.subSequence(start, end.end())))) {
                cut(text.substring(start, end.end()), longest, pieces);
                start = end.end();
            }
        }
        if (start < text.length()) {
            cut(text.substring(start), longest, pieces);
        }
        return pieces;
    }

    static boolean isEnded(CharSequence words) {
        return ENDED.matcher(tail(words)).find();
    }

    /** The last few characters decide; looking at all of them again for each sentence would be quadratic. */
    private static CharSequence tail(CharSequence words) {
        return words.subSequence(Math.max(0, words.length() - 12), words.length());
    }

    /** Whether there is anything that can be spoken: a letter, a digit, a sign such as {@code $} or an emoji. */
    static boolean isSpeakable(String words) {
        return words.codePoints().anyMatch(Sentences::isSpeakable);
    }

    private static boolean isSpeakable(int character) {
        return switch (Character.getType(character)) {
            case Character.CURRENCY_SYMBOL, Character.MATH_SYMBOL, Character.OTHER_SYMBOL -> true;
            default -> Character.isLetterOrDigit(character);
        };
    }

    private static boolean isAbbreviation(CharSequence sentence) {
        return ABBREVIATION.matcher(sentence).find();
    }

    private static void cut(String sentence, int longest, List<String> pieces) {
        String rest = sentence;
        while (rest.length() > longest) {
            int at = lastBefore(CLAUSE, rest, longest);
            at = at > 0 ? at : lastBefore(BLANK, rest, longest);
            at = at > 0 ? at : Character.isHighSurrogate(rest.charAt(longest - 1)) ? longest - 1 : longest;
            pieces.add(rest.substring(0, at));
            rest = rest.substring(at);
        }
        if (!rest.isEmpty()) {
            pieces.add(rest);
        }
    }

    private static int lastBefore(Pattern pattern, String text, int longest) {
        Matcher matcher = pattern.matcher(text).region(0, longest);
        int last = 0;
        while (matcher.find()) {
            last = matcher.end();
        }
        return last;
    }
}
