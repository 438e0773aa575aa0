package voipbin.bench;

import java.util.ArrayList;
import java.util.List;

/** What became of a number of calls. */
record Round(List<Made> made, List<String> failures) {

    /** One call's nanoseconds until its INVITE arrived, until its POST was answered, and until that was sent. */
    record Made(long toInvite, long toAnswer, long toPost) {}

    /** Counts them as they come. */
    static final class Tally {

        private final List<Made> made = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();

        void made(Made call) {
            made.add(call);
        }

        void failed(String why) {
            failures.add(why);
        }

        Round round() {
            return new Round(List.copyOf(made), List.copyOf(failures));
        }
    }

    Percentiles toInvite() {
        return new Percentiles(made.stream().mapToLong(Made::toInvite).toArray());
    }

    Percentiles toAnswer() {
        return new Percentiles(made.stream().mapToLong(Made::toAnswer).toArray());
    }

    Percentiles toPost() {
        return new Percentiles(made.stream().mapToLong(Made::toPost).toArray());
    }

    /** @throws BenchFailure if one did not become a whole call */
    void requireAll() {
        if (!failures.isEmpty()) {
            throw new BenchFailure(failures.size() + " of " + (failures.size() + made.size())
                    + " calls failed, the first: " + failures.getFirst());
        }
    }
}
