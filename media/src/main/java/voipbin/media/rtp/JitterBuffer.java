package voipbin.media.rtp;

/**
 * Puts packets that arrive in bursts, twice, late or in disorder back into the order of their timestamps. Not safe for
 * several threads; memory is taken for the most packets that ever waited together and then used again.
 */
public final class JitterBuffer {

    /** What waits. Valid until the next {@link JitterBuffer#put}. */
    public static final class Waiting {

        private byte[] payload = new byte[160];
        private int length;
        private int type;
        private int timestamp;

        public byte[] payload() {
            return payload;
        }

        /** Bytes of the payload. */
        public int length() {
            return length;
        }

        /** Its payload type. */
        public int type() {
            return type;
        }

        public int timestamp() {
            return timestamp;
        }

        private void take(RtpPacket packet) {
            length = packet.payloadLength();
            if (payload.length < length) {
                payload = new byte[length];
            }
            packet.buffer().get(packet.payloadOffset(), payload, 0, length);
            type = packet.payloadType();
            timestamp = packet.timestamp();
        }
    }

    /** More than a second of the shortest usual packets. */
    private static final int MOST = 128;

    private static final int USUAL = 16;

    private final Waiting[] slots = new Waiting[MOST];
    /** Places in the slots rather than what is there: to move a reference is work for the collector, each time. */
    private final byte[] queue = new byte[MOST];

    private final byte[] spare = new byte[MOST];
    private int taken;
    private int count;
    private int spares;
    private long duplicates;

    /** Room for what waits on a usual network. */
    public JitterBuffer() {
        while (spares < USUAL) {
            spare[spares++] = another();
        }
    }

    private byte another() {
        slots[taken] = new Waiting();
        return (byte) taken++;
    }

    /** Takes a packet; false when it has been here before or there is no room. */
    public boolean put(RtpPacket packet) {
        int at = count;
        while (at > 0 && packet.timestamp() - get(at - 1).timestamp < 0) {
            at--;
        }
        if (at > 0 && get(at - 1).timestamp == packet.timestamp()) {
            duplicates++;
            return false;
        }
        if (count == MOST) {
            return false;
        }
        byte slot = spares > 0 ? spare[--spares] : another();
        slots[slot].take(packet);
        System.arraycopy(queue, at, queue, at + 1, count - at);
        queue[at] = slot;
        count++;
        return true;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** How many packets wait. */
    public int size() {
        return count;
    }

    /** The earliest that waits; only when it is not empty. */
    public Waiting first() {
        return get(0);
    }

    /** The one that waits at this place, 0 for the earliest. */
    public Waiting get(int place) {
        return slots[queue[place]];
    }

    /** Takes the earliest out. */
    public void drop() {
        spare[spares++] = queue[0];
        count--;
        System.arraycopy(queue, 1, queue, 0, count);
    }

    /** Takes all out. */
    public void clear() {
        System.arraycopy(queue, 0, spare, spares, count);
        spares += count;
        count = 0;
    }

    /** Packets that came more than once while they waited. */
    public long duplicates() {
        return duplicates;
    }
}
