package voipbin.media.rtp;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * What one RTP stream of ours carries from packet to packet, all begun at random (RFC 3550 §5.1): SSRC, sequence number
 * and timestamp; and what was sent. Not safe for several threads.
 */
public final class RtpStream {

    private final int ssrc;
    private int sequence;
    private int timestamp;
    private long packets;
    private long bytes;

    /** @param random a source that cannot be guessed (RFC 3550 §9.1) */
    public RtpStream(RandomGenerator random) {
        ssrc = random.nextInt();
        sequence = random.nextInt(1 << 15);
        timestamp = random.nextInt();
    }

    public int ssrc() {
        return ssrc;
    }

    /** The timestamp of the frame that is due now. */
    public int timestamp() {
        return timestamp;
    }

    /** Goes on by so many samples, whether something was sent or not. */
    public void advance(int samples) {
        timestamp += samples;
    }

    /** Writes the header of a packet at {@code packet[0..12)}. */
    public void writeHeader(ByteBuffer packet, int payloadType, boolean marker, int timestamp) {
        packet.put(0, (byte) 0x80);
        packet.put(1, (byte) (marker ? payloadType | 0x80 : payloadType));
        packet.putShort(2, (short) sequence);
        packet.putInt(4, timestamp);
        packet.putInt(8, ssrc);
    }

    /** Counts the packet whose header was written last, sent or lost on our own doorstep, and numbers the next. */
    public void sent(int payloadBytes) {
        sequence++;
        packets++;
        bytes += payloadBytes;
    }

    /** The sequence number of the next packet of our own. */
    int sequence() {
        return sequence & 0xFFFF;
    }

    /** Counts a packet of somebody else's that was sent as this stream's under a number of its own. */
    void relayed(int payloadBytes) {
        packets++;
        bytes += payloadBytes;
    }

    /** What comes next follows this. */
    void follow(int nextSequence, int nextTimestamp) {
        sequence = nextSequence;
        timestamp = nextTimestamp;
    }

    public long packets() {
        return packets;
    }

    /** Payload bytes. */
    public long bytes() {
        return bytes;
    }
}
