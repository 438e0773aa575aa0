package voipbin.media.sdp;

import java.util.Optional;

/** Numbers as descriptions hold them. */
final class Numbers {

    private Numbers() {}

    /** The number from 0 to {@code highest} that {@code text} is; empty for anything else. */
    static Optional<Integer> upTo(int highest, String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        return number <= highest ? Optional.of(number) : Optional.empty();
    }
}
