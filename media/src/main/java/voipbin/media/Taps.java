package voipbin.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who hears a leg both ways. The two halves put what they have into frames that all legs of the loop share, and the leg
 * gives both out at the end of its tick. Confined to the loop.
 */
final class Taps {

    private static final Logger LOG = LoggerFactory.getLogger(Taps.class);

    private final List<Tap> taps = new ArrayList<>(1);
    private final Rate narrowing = new Rate();
    private final short[] in;
    private final short[] out;
    private boolean heardIn;
    private boolean heardOut;

    Taps(Workbench bench) {
        in = bench.tappedIn;
        out = bench.tappedOut;
    }

    boolean isEmpty() {
        return taps.isEmpty();
    }

    void add(Tap tap) {
        taps.add(tap);
    }

    void remove(Tap tap) {
        if (taps.remove(tap)) {
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

    /** Gives out what was heard in this tick, and silence where nothing was. */
    void tick() {
        if (taps.isEmpty()) {
            return;
        }
        if (!heardIn) {
            Arrays.fill(in, (short) 0);
        }
        if (!heardOut) {
            Arrays.fill(out, (short) 0);
        }
        heardIn = false;
        heardOut = false;
        for (int i = taps.size() - 1; i >= 0; i--) {
            if (!hears(taps.get(i))) {
                taps.remove(i);
            }
        }
    }

    private boolean hears(Tap tap) {
        try {
            return tap.hear(in, out);
        } catch (RuntimeException bug) {
            LOG.error("a tap broke", bug);
            end(tap);
            return false;
        }
    }

    void pressed(char digit) {
        for (int i = 0; i < taps.size(); i++) {
            taps.get(i).pressed(digit);
        }
    }

    void close() {
        List<Tap> ended = List.copyOf(taps);
        taps.clear();
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
