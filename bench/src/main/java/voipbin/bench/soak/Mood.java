package voipbin.bench.soak;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** How a target answers: mostly well, and in a bad mood sometimes not. */
final class Mood {

    /** One answer, and how often of a hundred it is given in a bad mood. */
    enum Answer {
        FAULT(10),
        TOO_MANY(3),
        DROPPED(3),
        SLOW(10),
        GOOD(74);

        private final int percent;

        Answer(int percent) {
            this.percent = percent;
        }
    }

    private final RandomGenerator random;
    private final Map<Answer, AtomicLong> given = new EnumMap<>(Answer.class);
    private volatile boolean bad = true;

    /** @param random used by many threads */
    Mood(RandomGenerator random) {
        this.random = random;
        for (Answer answer : Answer.values()) {
            given.put(answer, new AtomicLong());
        }
    }

    void lighten() {
        bad = false;
    }

    Answer next() {
        Answer answer = bad ? drawn() : Answer.GOOD;
        given.getOrDefault(answer, new AtomicLong()).incrementAndGet();
        return answer;
    }

    private Answer drawn() {
        int drawn = random.nextInt(100);
        for (Answer answer : Answer.values()) {
            drawn -= answer.percent;
            if (drawn < 0) {
                return answer;
            }
        }
        return Answer.GOOD;
    }

    long given(Answer answer) {
        return given.getOrDefault(answer, new AtomicLong()).get();
    }
}
