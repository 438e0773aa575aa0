package voipbin.media.audio;

import java.util.Arrays;
import voipbin.media.Source;

/** What a caller hears while it rings at the other end, without end: 425 Hz, a second in five (ITU-T E.180). */
public final class RingBack implements Source {

    private static final int CADENCE = 5 * 8000;
    private static final int SOUNDING = 8000;
    private static final double STEP = 2 * Math.PI * 425 / 8000;
    private static final double PEAK = 0.15 * Short.MAX_VALUE;

    private int at;

    @Override
    public int read(short[] pcm) {
        if (at < SOUNDING) {
            for (int i = 0; i < FRAME; i++) {
                pcm[i] = (short) Math.round(PEAK * Math.sin(STEP * (at + i)));
            }
        } else {
            Arrays.fill(pcm, 0, FRAME, (short) 0);
        }
        at = (at + FRAME) % CADENCE;
        return FRAME;
    }
}
