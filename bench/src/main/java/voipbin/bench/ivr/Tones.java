package voipbin.bench.ivr;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import voipbin.bench.BenchFailure;

/** What so many calls hear and say: three chords for each, none of them another's. */
public final class Tones {

    private static final int LOWEST = 300;
    private static final int FREQUENCIES = 63;
    private static final int EACH = 3;
    private static final int MOST = FREQUENCIES * (FREQUENCIES - 1) / 2 / EACH;

    /** Takes neighbours of one another far apart. */
    private static final int STRIDE = 769;

    private final Chord[] chords = new Chord[MOST * EACH];
    private final Map<Chord, Integer> seats = new HashMap<>();
    private final int calls;

    /** @param calls the seats have numbers from 0 to one less */
    public Tones(int calls) {
        if (calls < 1 || calls > MOST) {
            throw new BenchFailure("there are chords for 1 to " + MOST + " calls");
        }
        this.calls = calls;
        int next = 0;
        for (int low = 0; low < FREQUENCIES; low++) {
            for (int high = low + 1; high < FREQUENCIES && next < chords.length; high++) {
                chords[next++] = new Chord(LOWEST + Chord.SPACING * low, LOWEST + Chord.SPACING * high);
            }
        }
        for (int seat = 0; seat < calls; seat++) {
            seats.put(prompt(seat), seat);
            seats.put(branch(seat), seat);
            seats.put(voice(seat), seat);
        }
    }

    public int calls() {
        return calls;
    }

    /** What the call hears first. */
    public Chord prompt(int seat) {
        return chord(EACH * seat);
    }

    /** What it hears when it has pressed its keys. */
    public Chord branch(int seat) {
        return chord(EACH * seat + 1);
    }

    /** What it says. */
    public Chord voice(int seat) {
        return chord(EACH * seat + 2);
    }

    private Chord chord(int number) {
        return chords[number * STRIDE % chords.length];
    }

    /** The call one of whose chords this is, nearly whole; empty if it is nobody's. */
    public Optional<Integer> whose(short[] frame) {
        int loudest = 0;
        int second = 0;
        double most = 0;
        double less = 0;
        for (int i = 0; i < FREQUENCIES; i++) {
            int hertz = LOWEST + Chord.SPACING * i;
            double energy = Chord.energy(frame, hertz);
            if (energy > most) {
                second = loudest;
                less = most;
                loudest = hertz;
                most = energy;
            } else if (energy > less) {
                second = hertz;
                less = energy;
            }
        }
        Chord chord = new Chord(Math.min(loudest, second), Math.max(loudest, second));
        boolean isClear = chord.share(frame) > 0.5 && less > most / 4;
        return isClear ? Optional.ofNullable(seats.get(chord)) : Optional.empty();
    }
}
