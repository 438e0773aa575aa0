package voipbin.media;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.media.audio.KeyDetector;

/**
 * Who hears what a leg's peer says, besides its bridge or room: a sink, taps, and who looks for keys in the sound.
 * Confined to the loop.
 */
final class Ears {

    private static final Logger LOG = LoggerFactory.getLogger(Ears.class);

    private final Taps taps;
    private final KeyReceiver keys;
    private final Workbench bench;
    private final Rate narrowing = new Rate();
    private final Rate narrowingForKeys = new Rate();
    private @Nullable Sink sink;
    private @Nullable KeyDetector detector;
    private boolean keysWanted;
    private boolean mayNeedDetector;

    Ears(Taps taps, KeyReceiver keys, Workbench bench) {
        this.taps = taps;
        this.keys = keys;
        this.bench = bench;
    }

    /** Whether there are any. */
    boolean areOpen() {
        return sink != null || detector != null || !taps.isEmpty();
    }

    /** Whether the peer tells of its keys by events: its sound says the same keys, which would come twice. */
    void negotiated(boolean events) {
        mayNeedDetector = !events;
        detect();
    }

    void detectKeys(boolean wanted) {
        keysWanted = wanted;
        detect();
    }

    private void detect() {
        boolean needed = keysWanted && mayNeedDetector;
        if (needed && detector == null) {
            detector = new KeyDetector();
        } else if (!needed) {
            detector = null;
        }
    }

    /** Keys are no talk: who is muted may press them, so this hears what comes before that. */
    void hearKeys(short[] heard, int samples) {
        if (detector != null) {
            detector.hear(narrow(heard, samples, narrowingForKeys), Source.FRAME, keys);
        }
    }

    /** The next 20 ms. */
    void hear(short[] heard, int samples) {
        if (sink != null || !taps.isEmpty()) {
            short[] narrow = narrow(heard, samples, narrowing);
            taps.in(narrow);
            if (sink != null) {
                give(sink, narrow);
            }
        }
    }

    private short[] narrow(short[] heard, int samples, Rate rate) {
        short[] narrow = bench.narrow;
        if (samples == Source.FRAME) {
            System.arraycopy(heard, 0, narrow, 0, samples);
        } else {
            rate.convert(heard, samples, narrow);
        }
        return narrow;
    }

    private void give(Sink listening, short[] heard) {
        try {
            listening.write(heard, Source.FRAME);
        } catch (RuntimeException bug) {
            LOG.error("a sink broke", bug);
            deafen();
        }
    }

    /** In place of the one before. */
    void listen(Sink listening) {
        deafen();
        sink = listening;
    }

    void tap(Tap tap) {
        taps.add(tap);
    }

    /** The sink hears no more. */
    void deafen() {
        Sink before = sink;
        sink = null;
        if (before != null) {
            try {
                before.close();
            } catch (RuntimeException bug) {
                LOG.error("closing a sink failed", bug);
            }
        }
    }
}
