package voipbin.bench.media;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the calls of a run do.
 *
 * <p>The figures of others are CPU ms a call and second and calls a core with a p99 of jitter under 5 ms, as measured
 * for issue 5 on the same kind of machine.
 */
enum Part {
    /** Each hears a sound of our own, and talks. */
    PLAY(1, "calls", 2000, new int[] {500, 1000, 1500, 2000, 2500, 3000}),
    /** Each hears itself. */
    ECHO(1, "calls", 2500, new int[] {500, 1000, 1500, 2000, 2500, 3000, 3500}),
    /** Two hear each other; both speak PCMU. */
    BRIDGE(2, "calls", 1300, new int[] {250, 500, 750, 1000, 1300, 1600, 2000}),
    /** The same, recorded in stereo. */
    RECORD(2, "calls", 800, new int[] {200, 400, 600, 800, 1000, 1200}),
    /** All in one room, all of whom talk. */
    ROOM(1, "members", 1500, new int[] {300, 600, 900, 1200, 1500, 1800, 2100, 2500}),
    /** Three in each of many rooms, all of whom talk. */
    THREE(1, "members", 1200, new int[] {300, 600, 900, 1200, 1500, 1800}),
    /** One speaks Opus, the other PCMU. */
    OPUS(2, "calls", 100, new int[] {25, 50, 100, 150, 200});

    /** Another's figure. */
    record Rival(String name, double cpu, int most) {}

    /** Legs of one of what is counted. */
    final int legs;

    final String unit;
    final int wanted;
    private final int[] steps;

    Part(int legs, String unit, int wanted, int[] steps) {
        this.legs = legs;
        this.unit = unit;
        this.wanted = wanted;
        this.steps = steps;
    }

    int[] steps() {
        return steps.clone();
    }

    static Optional<Part> named(String word) {
        return Arrays.stream(values())
                .filter(part -> part.name().equalsIgnoreCase(word))
                .findFirst();
    }

    /** Asterisk 22 and FreeSWITCH 1.10. */
    Rival[] rivals() {
        return switch (this) {
            case PLAY -> rivals(2.65, 380, 3.0, 335);
            case ECHO -> rivals(1.5, 660, 2.4, 410);
            case BRIDGE -> rivals(3.0, 340, 4.9, 200);
            case RECORD -> rivals(4.45, 225, 6.2, 160);
            case ROOM -> rivals(1.8, 310, 4.1, 240);
            case THREE -> rivals(3.5, 290, 4.6, 220);
            case OPUS -> new Rival[0];
        };
    }

    private static Rival[] rivals(double asterisk, int most, double freeSwitch, int mostOfIt) {
        return new Rival[] {new Rival("Asterisk 22", asterisk, most), new Rival("FreeSWITCH", freeSwitch, mostOfIt)};
    }
}
