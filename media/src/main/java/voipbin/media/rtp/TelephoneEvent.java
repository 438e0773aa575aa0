package voipbin.media.rtp;

import java.nio.ByteBuffer;

/** The four bytes of a telephone-event's payload (RFC 4733 §2.3), and the keys that events 0 to 15 stand for (§3.2). */
public final class TelephoneEvent {

    /** Bytes of a payload. */
    public static final int LENGTH = 4;

    /** The longest duration of one event, in timestamp units; a longer key press is told in segments (§2.5.1.3). */
    public static final int LONGEST = 0xFFFF;

    private static final String DIGITS = "0123456789*#ABCD";

    /** 10: in the middle of what networks send (§2.3.2: 0 to −63 dBm0, without its sign). */
    private static final int VOLUME = 10;

    private TelephoneEvent() {}

    /** Whether a key has this character. */
    public static boolean isDigit(char digit) {
        return DIGITS.indexOf(digit) >= 0;
    }

    /** The event of a key. */
    public static int event(char digit) {
        return DIGITS.indexOf(digit);
    }

    /** The key of an event from 0 to 15. */
    public static char digit(int event) {
        return DIGITS.charAt(event);
    }

    /** Whether an event is a key of a telephone. */
    public static boolean isKey(int event) {
        return event < DIGITS.length();
    }

    /** Writes a payload. */
    public static void write(ByteBuffer packet, int offset, int event, boolean end, int duration) {
        packet.put(offset, (byte) event);
        packet.put(offset + 1, (byte) (end ? 0x80 | VOLUME : VOLUME));
        packet.putShort(offset + 2, (short) duration);
    }

    /** The event that the payload at {@code offset} tells of, 0 to 255 (RFC 4733 §2.3.1). */
    public static int event(ByteBuffer packet, int offset) {
        return packet.get(offset) & 0xFF;
    }

    static boolean end(ByteBuffer packet, int offset) {
        return (packet.get(offset + 1) & 0x80) != 0;
    }

    static int duration(ByteBuffer packet, int offset) {
        return packet.getShort(offset + 2) & 0xFFFF;
    }
}
