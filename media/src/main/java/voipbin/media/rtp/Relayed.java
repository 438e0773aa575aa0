package voipbin.media.rtp;

import java.nio.ByteBuffer;

/**
 * Makes another party's packets packets of a stream of ours, as a translator does (RFC 3550 §7.2): our SSRC and payload
 * type, its sequence numbers and timestamps at a fixed distance, so that whoever hears it still sees what was lost or
 * came in disorder. A new source, or a jump, begins a talkspurt right where our stream stands. Not safe for several
 * threads; allocates nothing.
 */
public final class Relayed {

    /** As RFC 3550 §A.1: what is farther away is another line of numbers. */
    private static final int MAX_DROPOUT = 3000;

    /** What came that long ago is not told apart from what came already. */
    private static final int WINDOW = 64;

    /** A second. */
    private static final int TICKS = 50;

    private final RtpStream stream;
    private boolean begun;
    private int source;
    private int highest;
    private int latest;
    private int sequences;
    private int timestamps;
    /** What that was when this line of packets began. */
    private int home;
    /** Bit n: the packet n before the highest has been here, or belongs to before we began. */
    private long seen;

    private boolean first;
    /** The number of our stream's next packet, unless something of our own has gone out since. */
    private int follows;

    /** @param stream whose packets they become */
    public Relayed(RtpStream stream) {
        this.stream = stream;
    }

    /** Something of our own follows: the next packet of another's begins anew. */
    public void interrupt() {
        begun = false;
    }

    /**
     * Takes a packet of sound in; false when it has been here before, or would have had its place before what was sent
     * last of our own.
     *
     * @param clock units of the timestamp in a second
     */
    public boolean take(RtpPacket packet, int clock) {
        int before = latest;
        boolean taken = take(packet, 2 * clock, clock / TICKS);
        latest = packet.sequence() == highest ? packet.timestamp() : before;
        return taken;
    }

    /**
     * The same with a telephone-event, all of whose packets carry the timestamp of its beginning (RFC 4733 §2.5.1.2).
     */
    public boolean takeEvent(RtpPacket packet) {
        return take(packet, Integer.MAX_VALUE, 0);
    }

    /**
     * The same.
     *
     * @param farthest units of the timestamp between a packet and the next of the same line
     * @param frame units in 20 ms of sound; 0 for an event, whose timestamp stands still
     */
    private boolean take(RtpPacket packet, int farthest, int frame) {
        int ahead = (short) (packet.sequence() - highest);
        first = false;
        if (!begun
                || packet.ssrc() != source
                || Math.abs(ahead) > MAX_DROPOUT
                || Math.abs(packet.timestamp() - latest) > farthest) {
            begin(packet);
            home = timestamps;
            return true;
        }
        if ((short) (stream.sequence() - follows) != 0) {
            return goesOn(packet, ahead, frame);
        }
        if (ahead > 0) {
            seen = ahead >= WINDOW ? 1 : seen << ahead | 1;
            highest = packet.sequence();
            return true;
        }
        boolean isNew = -ahead < WINDOW && (seen >>> -ahead & 1) == 0;
        seen |= -ahead < WINDOW ? 1L << -ahead : 0;
        return isNew;
    }

    /**
     * Something of our own has gone out meanwhile, silence perhaps: ours go on counting, at the same distance in time.
     * What comes when its place is taken shifts all that follows, by a frame at most however often that happens: or the
     * peer would hear it ever later.
     */
    private boolean goesOn(RtpPacket packet, int ahead, int frame) {
        int distance = timestamps;
        int late = frame == 0 ? 0 : Math.max(0, stream.timestamp() - (packet.timestamp() + distance));
        int shift = late == 0 ? 0 : distance + late - home;
        // one condition, shift > frame or ahead < 1: a branch that nobody has taken yet would cost the compiled code
        if ((frame - shift | ahead - 1) < 0) {
            return false;
        }
        begin(packet);
        timestamps = distance + late;
        return true;
    }

    private void begin(RtpPacket packet) {
        begun = true;
        first = true;
        source = packet.ssrc();
        highest = packet.sequence();
        latest = packet.timestamp();
        sequences = stream.sequence() - packet.sequence();
        timestamps = stream.timestamp() - packet.timestamp();
        follows = stream.sequence();
        seen = -1;
    }

    /**
     * Writes the header of the packet that was taken last right before its payload, and counts it.
     *
     * @param units of the timestamp from its beginning to what follows it; 0 for an event, which sound goes on beside
     * @return where in its buffer it begins now
     */
    public int write(RtpPacket packet, int payloadType, int units) {
        boolean marker = packet.marker() || first;
        int sequence = packet.sequence() + sequences;
        int timestamp = packet.timestamp() + timestamps;
        boolean newest = packet.sequence() == highest;
        int bytes = packet.payloadLength();
        ByteBuffer buffer = packet.buffer();
        int at = packet.payloadOffset() - RtpPacket.HEADER;
        buffer.put(at, (byte) 0x80);
        buffer.put(at + 1, (byte) (marker ? payloadType | 0x80 : payloadType));
        buffer.putShort(at + 2, (short) sequence);
        buffer.putInt(at + 4, timestamp);
        buffer.putInt(at + 8, stream.ssrc());
        stream.relayed(bytes);
        if (newest) {
            follows = sequence + 1;
            stream.follow(sequence + 1, units == 0 ? stream.timestamp() : timestamp + units);
        }
        return at;
    }
}
