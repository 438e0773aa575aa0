package voipbin.media;

/**
 * Cuts the sound of codecs that spend a byte on each unit of the timestamp (G.711, G.722) into packets of another
 * length than our ticks of 20 ms. Confined to the loop.
 */
final class Packer {

    private static final int UNITS_A_MILLI = 8;

    /** The longest packet, and a tick that is not yet part of one. */
    private final byte[] bytes = new byte[UNITS_A_MILLI * (60 + 20)];

    private final int millis;
    private final int size;
    private int count;
    private int timestamp;

    Packer(int millis) {
        this.millis = millis;
        size = millis * UNITS_A_MILLI;
    }

    /** How long its packets are. */
    int millis() {
        return millis;
    }

    /** Bytes of a whole packet. */
    int size() {
        return size;
    }

    /** Bytes that wait. */
    int count() {
        return count;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Of the first byte that waits. */
    int timestamp() {
        return timestamp;
    }

    /** Whether what has this timestamp follows what waits. */
    boolean continues(int next) {
        return count == 0 || timestamp + count == next;
    }

    /** Takes what has this timestamp; {@link #continues} must be true. */
    void add(byte[] payload, int length, int at) {
        if (count == 0) {
            timestamp = at;
        }
        System.arraycopy(payload, 0, bytes, count, length);
        count += length;
    }

    void clear() {
        count = 0;
    }

    /** Takes so many of the first bytes away. */
    void drop(int length) {
        count -= length;
        timestamp += length;
        System.arraycopy(bytes, length, bytes, 0, count);
    }
}
