package voipbin.media.amd;

import voipbin.media.Source;

/**
 * Notices the beep of an answering machine: one pure tone of 350 to 2200 Hz, held for 140 ms. A sine obeys {@code x[n]
 * = 2·cos(w)·x[n-1] - x[n-2]}: how well the best w fits a frame tells how pure it is, and w its pitch; voices never fit
 * for so long. Not safe for several threads; allocates nothing.
 */
final class BeepDetector {

    private static final int FRAMES = 7;
    private static final double LOWEST = 350;
    private static final double HIGHEST = 2200;
    private static final int RATE = 8000;

    /** What the fit leaves over of a frame's power, at most. */
    private static final double IMPURE = 0.01;

    /** By how much the pitch may differ from frame to frame, of itself. */
    private static final double UNSTEADY = 0.03;

    /** −40 dB of full scale: fainter ones are the line's. */
    private static final double FAINTEST = 0.01;

    private double pitch;
    private int alike;

    /** Takes the next frame, {@link Source#FRAME} samples. */
    void hear(short[] pcm) {
        double now = AnswerDetector.level(pcm) < FAINTEST ? 0 : pitchOf(pcm);
        if (now < LOWEST || now > HIGHEST) {
            alike = 0;
        } else {
            alike = Math.abs(now - pitch) < UNSTEADY * pitch ? alike + 1 : 1;
        }
        pitch = now;
    }

    boolean isHeard() {
        return alike >= FRAMES;
    }

    /** In hertz; 0 for what is no pure tone. */
    private static double pitchOf(short[] pcm) {
        double both = 0;
        double power = 0;
        for (int i = 2; i < Source.FRAME; i++) {
            double outer = pcm[i] + pcm[i - 2];
            both += outer * pcm[i - 1];
            power += (double) pcm[i - 1] * pcm[i - 1];
        }
        double fit = both / power;
        double left = 0;
        for (int i = 2; i < Source.FRAME; i++) {
            double error = pcm[i] + pcm[i - 2] - fit * pcm[i - 1];
            left += error * error;
        }
        return Math.abs(fit) < 2 && left < IMPURE * power ? Math.acos(fit / 2) * RATE / (2 * Math.PI) : 0;
    }
}
