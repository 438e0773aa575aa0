package voipbin.platform.call;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;

/** The legs that ring for one wish: the first to answer is the one, and when none does it is known why. */
final class Rung {

    /** What is told when several legs fail, the most telling first; anything else comes after these. */
    private static final List<Cause> TELLING = List.of(Cause.BUSY, Cause.REJECTED, Cause.NO_ANSWER, Cause.UNKNOWN);

    private final Map<Id<Call>, Cause> ended = new HashMap<>();
    private final Set<Id<Call>> all = new HashSet<>();
    private @Nullable Id<Call> winner;
    private boolean dialled;

    // the legs' actors meet here, and who dials them: a lock, held for a few lines of bookkeeping

    /** These are all; what ended before counts now. Why none is left, if none is. */
    synchronized Optional<Cause> dialled(List<Id<Call>> legs) {
        dialled = true;
        all.addAll(legs);
        return failure();
    }

    /** These too, before the last of the others has ended. */
    synchronized void further(List<Id<Call>> legs) {
        all.addAll(legs);
    }

    /** Whether this leg is the first to answer. */
    synchronized boolean claim(Id<Call> leg) {
        if (winner != null) {
            return false;
        }
        winner = leg;
        return true;
    }

    synchronized boolean isAnswered() {
        return winner != null;
    }

    synchronized List<Id<Call>> all() {
        return List.copyOf(all);
    }

    synchronized List<Id<Call>> others(Id<Call> than) {
        return all.stream().filter(leg -> !leg.equals(than)).toList();
    }

    /** Why nobody answers, once this was the last that could. */
    synchronized Optional<Cause> ended(Id<Call> leg, Cause why) {
        ended.put(leg, why);
        return failure();
    }

    synchronized Cause causeOf(Id<Call> leg) {
        return ended.getOrDefault(leg, Cause.NORMAL);
    }

    /** What ends before all legs are known does not decide yet. */
    private Optional<Cause> failure() {
        return dialled && winner == null && ended.keySet().containsAll(all)
                ? Optional.of(mostTelling(Set.copyOf(ended.values())))
                : Optional.empty();
    }

    static Cause mostTelling(Set<Cause> causes) {
        return TELLING.stream()
                .filter(causes::contains)
                .findFirst()
                .orElseGet(() -> causes.stream().sorted().findFirst().orElse(Cause.NO_ANSWER));
    }
}
