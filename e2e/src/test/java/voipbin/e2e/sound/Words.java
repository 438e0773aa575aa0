package voipbin.e2e.sound;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Compares a text with what a recogniser made of it. */
final class Words {
    private Words() {}

    /**
     * The share of the text's words (0 to 1) that are among those found, in order; two words match by sound, loosely.
     */
    static double found(String text, String found) {
        var wanted = words(text);
        var given = words(found);
        var best = new int[wanted.size() + 1][given.size() + 1];
        for (var i = 1; i <= wanted.size(); i++) {
            for (var j = 1; j <= given.size(); j++) {
                var both = best[i - 1][j - 1] + (alike(wanted.get(i - 1), given.get(j - 1)) ? 1 : 0);
                best[i][j] = Math.max(both, Math.max(best[i - 1][j], best[i][j - 1]));
            }
        }
        return (double) best[wanted.size()][given.size()] / wanted.size();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z']+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** "test" and "tested", "bye" and "by": all letters of the shorter one begin the longer one. */
    private static boolean alike(String one, String other) {
        return one.equals(other)
                || Math.min(one.length(), other.length()) >= 2 && (one.startsWith(other) || other.startsWith(one));
    }
}
