package voipbin.media.playout;

/**
 * The noise that a peer describes instead of sending its silence (RFC 3389): its level only, since most peers send no
 * more. Allocates nothing.
 */
final class ComfortNoise {

    /** The level of a square wave at full scale, in dBov (RFC 3389 §3.1): 0. */
    private static final double FULL_SCALE = Short.MAX_VALUE;

    private boolean on;
    private int peak;
    private int random = 1;

    /** Takes a payload; its first byte is the level below full scale in dB. */
    void describe(byte[] payload, int length) {
        on = length > 0;
        int below = on ? payload[0] & 0x7F : 127;
        // Noise that is evenly spread over ±peak has a root mean square of peak / √3.
        peak = (int) Math.min(FULL_SCALE, FULL_SCALE * Math.sqrt(3) * Math.pow(10, -below / 20.0));
    }

    boolean isOn() {
        return on;
    }

    void off() {
        on = false;
    }

    void fill(short[] pcm, int count) {
        for (int i = 0; i < count; i++) {
            random = random * 1_103_515_245 + 12_345;
            pcm[i] = (short) ((random >> 16) * peak >> 15);
        }
    }
}
