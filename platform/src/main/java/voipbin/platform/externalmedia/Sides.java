package voipbin.platform.externalmedia;

import java.util.Optional;
import voipbin.base.Problem;

/** Which sides of a call are meant: {@code in} is what comes from its endpoint, {@code out} what goes there. */
record Sides(boolean in, boolean out) {

    static final Sides BOTH = new Sides(true, true);

    /** @throws Problem 400 for another word */
    static Sides named(String field, String word) {
        return find(word).orElseThrow(() -> Problem.invalid(field, "must be in, out or both"));
    }

    private static Optional<Sides> find(String word) {
        return switch (word) {
            case "", "both" -> Optional.of(BOTH);
            case "in" -> Optional.of(new Sides(true, false));
            case "out" -> Optional.of(new Sides(false, true));
            default -> Optional.empty();
        };
    }
}
