package voipbin.media;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a leg says besides what comes over its bridge, in three layers: an announcement is heard over what is played,
 * which is heard over what covers the bridge. A layer that is not heard waits and goes on where it was. Confined to the
 * loop.
 */
final class Voices {

    final Player announcer = new Player();
    final Player player = new Player();
    final Player cover = new Player();
    private final Seam seam = new Seam();

    /** Who was heard last; {@code null} for the bridge, or nobody. */
    private @Nullable Player heard;

    /** Whether who is heard has nothing to say at the moment. */
    private boolean silent;

    /** Fills one frame; false when nothing is said but what comes over the bridge. */
    boolean fill(short[] frame) {
        Player now = heardNow(frame);
        if (now != heard && (isLayer(now) || isLayer(heard))) {
            seam.cut();
        }
        heard = now;
        return now != null;
    }

    /** What plays is cut off and begun as its maker wants it; the layers over and under it are put in its way. */
    private boolean isLayer(@Nullable Player one) {
        return one == announcer || one == cover;
    }

    private @Nullable Player heardNow(short[] frame) {
        silent = false;
        if (announcer.fill(frame)) {
            return announcer;
        }
        silent = announcer.isBusy();
        if (silent) {
            Arrays.fill(frame, 0, Source.FRAME, (short) 0);
            return announcer;
        }
        if (player.fill(frame)) {
            return player;
        }
        return !player.isBusy() && cover.fill(frame) ? cover : null;
    }

    /** Smoothes the frame that goes out, wherever it comes from. */
    void join(short[] pcm, int count) {
        seam.pass(pcm, count);
    }

    /** The frame that {@link #fill} filled, when it was given this one. */
    short[] filled(short[] frame) {
        return heard != null && !silent ? heard.filled(frame) : frame;
    }

    /** How many samples that frame has. */
    int samples() {
        return heard != null && !silent ? heard.samples() : Source.FRAME;
    }

    /** Whether no layer is there, heard or not. */
    boolean isIdle() {
        return heard == null && !announcer.isBusy() && !player.isBusy() && !cover.isBusy();
    }

    void stop() {
        announcer.stop();
        player.stop();
        cover.stop();
    }
}
