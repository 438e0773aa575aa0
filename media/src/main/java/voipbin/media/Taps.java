package voipbin.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who hears a leg both ways. The two halves put what they have into frames that all legs of the loop share, and the leg
 * gives both out at the end of its tick. What another leg's packets say, which go out as they are, comes at that leg's
 * tick and waits here. Confined to the loop.
 */
final class Taps {

    private static final Logger LOG = LoggerFactory.getLogger(Taps.class);

    private final List<Tap> taps = new ArrayList<>(1);
    /** Those of them who speak too. */
    final Asides asides = new Asides();

    private final Rate narrowing = new Rate();
    private final Workbench bench;
    private final short[] in;
    private final short[] out;
    private boolean heardIn;
    private boolean heardOut;
    /** What was relayed, until the tick; there while there are taps that ever heard any. */
    private short @Nullable [] relayed;

    private boolean heardRelayed;

    Taps(Workbench bench) {
        this.bench = bench;
        in = bench.tappedIn;
        out = bench.tappedOut;
    }

    boolean isEmpty() {
        return taps.isEmpty();
    }

    void add(Tap tap) {
        taps.add(tap);
        if (tap instanceof Aside aside) {
            asides.add(aside);
        }
    }

    void remove(Tap tap) {
        if (taps.remove(tap)) {
            asides.remove(tap);
            end(tap);
        }
    }

    /** What came in this tick, at 8000 Hz. */
    void in(short[] pcm) {
        if (!taps.isEmpty()) {
            System.arraycopy(pcm, 0, in, 0, Source.FRAME);
            heardIn = true;
        }
    }

    /** What went out in this tick, at whatever rate. */
    void out(short[] pcm, int samples) {
        if (!taps.isEmpty()) {
            short[] narrow = narrowing.convert(pcm, samples, out);
            if (narrow != out) {
                System.arraycopy(narrow, 0, out, 0, Source.FRAME);
            }
            heardOut = true;
        }
    }

    /** What went out as packets since the last tick, or before, at whatever rate; what we say ourselves replaces it. */
    void relayed(short[] pcm, int samples) {
        if (taps.isEmpty()) {
            return;
        }
        short[] kept = relayed;
        if (kept == null) {
            kept = new short[Source.FRAME];
            relayed = kept;
        }
        short[] narrow = narrowing.convert(pcm, samples, kept);
        if (narrow != kept) {
            System.arraycopy(narrow, 0, kept, 0, Source.FRAME);
        }
        heardRelayed = true;
    }

    /** Gives out what was heard in this tick, and silence where nothing was. */
    void tick() {
        if (taps.isEmpty()) {
            relayed = null;
            return;
        }
        if (!heardIn) {
            Arrays.fill(in, (short) 0);
        }
        short[] sent = sent();
        heardIn = false;
        heardOut = false;
        heardRelayed = false;
        for (int i = taps.size() - 1; i >= 0; i--) {
            Tap tap = taps.get(i);
            if (!hears(tap, sent)) {
                taps.remove(i);
                asides.remove(tap);
            }
        }
    }

    private short[] sent() {
        short[] kept = relayed;
        if (!heardOut && heardRelayed && kept != null) {
            return kept;
        }
        if (!heardOut) {
            Arrays.fill(out, (short) 0);
        }
        return out;
    }

    private boolean hears(Tap tap, short[] sent) {
        try {
            return tap.hear(withoutItself(in, tap, true), withoutItself(sent, tap, false));
        } catch (RuntimeException bug) {
            LOG.error("a tap broke", bug);
            end(tap);
            return false;
        }
    }

    /** With what the others beside the session have said. */
    private short[] withoutItself(short[] pcm, Tap tap, boolean asPeer) {
        if (!asides.speakAsPeer() && !asides.speakToPeer()) {
            return pcm;
        }
        short[] mixed = asPeer ? bench.mixedIn : bench.mixedOut;
        System.arraycopy(pcm, 0, mixed, 0, Source.FRAME);
        if (asPeer) {
            asides.addSaidAsPeer(mixed, tap);
        } else {
            asides.addSaidToPeer(mixed, tap);
        }
        return mixed;
    }

    void pressed(char digit) {
        for (int i = 0; i < taps.size(); i++) {
            taps.get(i).pressed(digit);
        }
    }

    void close() {
        List<Tap> ended = List.copyOf(taps);
        taps.clear();
        ended.forEach(asides::remove);
        ended.forEach(Taps::end);
    }

    private static void end(Tap tap) {
        try {
            tap.close();
        } catch (RuntimeException bug) {
            LOG.error("closing a tap failed", bug);
        }
    }
}
