package voipbin.platform.storage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file (RFC 9110 §14.1).
 *
 * @param last included
 */
record ByteRange(long first, long last) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    long length() {
        return last - first + 1;
    }

    /** Whether a header asks for a single range of bytes; anything else is as if it were not there (§14.2). */
    static boolean isAsked(String header) {
        Matcher matcher = ONE.matcher(header);
        return matcher.matches()
                && !(matcher.group(1).isEmpty() && matcher.group(2).isEmpty());
    }

    /** What it comes to in a file of so many bytes; empty if nothing (416). */
    static Optional<ByteRange> of(String header, long size) {
        Matcher matcher = ONE.matcher(header);
        if (!isAsked(header) || !matcher.matches()) {
            return Optional.empty();
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        long first = from.isEmpty() ? Math.max(0, size - Long.parseLong(to)) : Long.parseLong(from);
        long last = from.isEmpty() || to.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(to));
        return first > last ? Optional.empty() : Optional.of(new ByteRange(first, last));
    }
}
