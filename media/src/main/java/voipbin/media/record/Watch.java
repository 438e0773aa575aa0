package voipbin.media.record;

import java.time.Duration;
import java.util.Optional;
import voipbin.media.Source;

/** Sees when a recording is to end. Knows time by the frames that it is shown. Confined to the media loop. */
final class Watch {

    /** A frame whose samples are in the mean less than this is silence: noise of a line is below, speech above. */
    private static final int SILENCE = 256;

    private static final long FRAME_MILLIS = 20;

    private final Limits limits;
    private final long mostSilent;
    private final long most;
    private long silent;
    private long frames;
    private boolean keyed;

    Watch(Limits limits) {
        this.limits = limits;
        this.mostSilent = frames(limits.silence());
        this.most = frames(limits.duration());
    }

    private static long frames(Duration limit) {
        return limit.isZero() ? Long.MAX_VALUE : Math.ceilDiv(limit.toMillis(), FRAME_MILLIS);
    }

    void pressed(char key) {
        keyed |= limits.key().isMet(key);
    }

    /** Another 20 ms; what is heard during a pause counts as sound. */
    Optional<Ending> heard(short[] in, boolean paused) {
        frames++;
        silent = paused || !isSilent(in) ? 0 : silent + 1;
        if (keyed) {
            return Optional.of(Ending.KEY);
        }
        if (frames >= most) {
            return Optional.of(Ending.DURATION);
        }
        return silent >= mostSilent ? Optional.of(Ending.SILENCE) : Optional.empty();
    }

    private static boolean isSilent(short[] pcm) {
        int sum = 0;
        for (int i = 0; i < Source.FRAME; i++) {
            sum += Math.abs(pcm[i]);
        }
        return sum < SILENCE * Source.FRAME;
    }
}
