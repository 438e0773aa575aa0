package voipbin.media.playout;

import java.time.Duration;

/** What a playout counts; times in nanoseconds. */
final class Tally {

    long late;
    long concealed;
    long cut;

    PlayoutStats stats(long duplicates, long delay) {
        return new PlayoutStats(
                late, duplicates, Duration.ofNanos(concealed), Duration.ofNanos(cut), Duration.ofNanos(delay));
    }
}
