package voipbin.media.audio;

import java.util.Arrays;
import voipbin.media.Source;

/** Nothing to hear, without end. */
public final class Silence implements Source {

    @Override
    public int read(short[] pcm) {
        Arrays.fill(pcm, 0, FRAME, (short) 0);
        return FRAME;
    }
}
