package voipbin.bench.media;

import voipbin.media.Source;

/** A second of sound over and over, as a file or music on hold is played. */
final class Sound implements Source {

    private static final int RATE = 8000;
    private static final short[] SECOND = second();

    private int next;

    private static short[] second() {
        short[] pcm = new short[RATE];
        for (int i = 0; i < RATE; i++) {
            pcm[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / RATE));
        }
        return pcm;
    }

    @Override
    public int read(short[] pcm) {
        System.arraycopy(SECOND, next, pcm, 0, FRAME);
        next = next + FRAME == RATE ? 0 : next + FRAME;
        return FRAME;
    }
}
