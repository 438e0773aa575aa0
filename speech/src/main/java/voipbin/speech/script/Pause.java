package voipbin.speech.script;

/** Silence: a {@code <break>}, or text in which nothing can be spoken. */
public record Pause(int millis) implements Part {

    private static final int LONGEST = 10_000;

    /** No pause is longer than 10 s: nobody waits longer on a telephone. */
    public Pause {
        millis = Math.clamp(millis, 0, LONGEST);
    }

    Pause and(Pause next) {
        return new Pause(millis + next.millis);
    }
}
