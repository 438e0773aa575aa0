package voipbin.bench.ivr;

import voipbin.media.audio.Goertzel;

/**
 * Two tones at once. Both are multiples of 50 Hz, so that in the 20 ms of a packet there is nothing of either in any
 * other of them, wherever the packet was cut out.
 *
 * @param low hertz
 * @param high hertz
 */
public record Chord(int low, int high) {

    /** Samples of 20 ms. */
    public static final int FRAME = 160;

    static final int SPACING = 50;
    private static final int RATE = 8000;
    private static final int AMPLITUDE = 4000;

    /** Below this, 20 ms are silence. */
    private static final double SILENCE = 100.0 * 100 * FRAME;

    /** So many samples of it. */
    public short[] samples(int count) {
        short[] pcm = new short[count];
        for (int i = 0; i < count; i++) {
            // whole hertz: each second is as the first one
            pcm[i] = i < RATE ? (short) (AMPLITUDE * (sine(low, i) + sine(high, i))) : pcm[i - RATE];
        }
        return pcm;
    }

    private static double sine(int hertz, int sample) {
        return Math.sin(2 * Math.PI * hertz * sample / RATE);
    }

    /** The share of the energy of 20 ms that is this, 0 to 1; 0 for silence. */
    public double share(short[] frame) {
        double energy = energy(frame);
        return energy < SILENCE ? 0 : Math.min(1, (energy(frame, low) + energy(frame, high)) / energy);
    }

    static boolean isSilent(short[] frame) {
        return energy(frame) < SILENCE;
    }

    private static double energy(short[] frame) {
        double energy = 0;
        for (short sample : frame) {
            energy += (double) sample * sample;
        }
        return energy;
    }

    /** What of it has this frequency. */
    static double energy(short[] frame, int hertz) {
        double amplitude = Goertzel.amplitude(frame, 0, frame.length, hertz) * Short.MAX_VALUE;
        return amplitude * amplitude / 2 * frame.length;
    }
}
