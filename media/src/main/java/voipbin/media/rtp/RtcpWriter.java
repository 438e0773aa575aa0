package voipbin.media.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes an RTCP compound into a buffer, packet behind packet (RFC 3550 §6.1: a report first, then SDES). */
public final class RtcpWriter {

    private static final int CNAME = 1;

    private final ByteBuffer compound;
    private int header;

    /** @param compound is cleared; ready to be sent after {@link #finish} */
    public RtcpWriter(ByteBuffer compound) {
        this.compound = compound.clear();
    }

    /** Begins an SR; blocks may follow. */
    public RtcpWriter senderReport(RtpStream stream, long ntp) {
        begin(RtcpParser.SENDER_REPORT, stream.ssrc());
        compound.putLong(ntp).putInt(stream.timestamp());
        compound.putInt((int) stream.packets()).putInt((int) stream.bytes());
        return this;
    }

    /** Begins an RR; blocks may follow. */
    public RtcpWriter receiverReport(int ssrc) {
        begin(RtcpParser.RECEIVER_REPORT, ssrc);
        return this;
    }

    /** Adds a block to the report begun last. */
    public RtcpWriter block(ReportBlock block) {
        compound.put(header, (byte) (compound.get(header) + 1));
        long lost = Math.clamp(block.loss().cumulative(), -0x800000L, 0x7FFFFFL);
        compound.putInt(block.ssrc());
        compound.putInt(block.loss().fraction() << 24 | (int) lost & 0xFFFFFF);
        compound.putInt((int) block.highestSequence()).putInt((int) block.jitter());
        compound.putInt(block.echo().lastReport()).putInt(block.echo().delay());
        return this;
    }

    /** An SDES with the CNAME only (RFC 3550 §6.5.1), which is less than 256 bytes of UTF-8. */
    public RtcpWriter sourceDescription(int ssrc, String cname) {
        begin(RtcpParser.SOURCE_DESCRIPTION, ssrc);
        compound.put(header, (byte) 0x81);
        byte[] name = cname.getBytes(StandardCharsets.UTF_8);
        compound.put((byte) CNAME).put((byte) name.length).put(name).put((byte) 0);
        while ((compound.position() - header) % 4 != 0) {
            compound.put((byte) 0);
        }
        return this;
    }

    /** A BYE without a reason. */
    public RtcpWriter goodbye(int ssrc) {
        begin(RtcpParser.GOODBYE, ssrc);
        compound.put(header, (byte) 0x81);
        return this;
    }

    /** Ends the compound. */
    public ByteBuffer finish() {
        endPacket();
        return compound.flip();
    }

    private void begin(int type, int ssrc) {
        endPacket();
        header = compound.position();
        compound.put((byte) 0x80).put((byte) type).putShort((short) 0).putInt(ssrc);
    }

    /** The length in 32 bit words less one (RFC 3550 §6.4.1). */
    private void endPacket() {
        if (compound.position() > header) {
            compound.putShort(header + 2, (short) ((compound.position() - header) / 4 - 1));
        }
    }
}
