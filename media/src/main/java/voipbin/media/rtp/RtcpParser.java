package voipbin.media.rtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads RTCP compounds (RFC 3550 §6.1, §A.2). A compound comes every few seconds, so records may be allocated. */
public final class RtcpParser {

    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int GOODBYE = 203;
    static final int BLOCK = 24;

    private RtcpParser() {}

    /** The packets of {@code compound[0..limit)}; none when it is malformed. */
    public static List<RtcpPacket> parse(ByteBuffer compound) {
        List<RtcpPacket> packets = new ArrayList<>();
        int at = 0;
        while (at < compound.limit()) {
            int left = compound.limit() - at;
            if (left < 4 || (compound.get(at) & 0xC0) != 0x80) {
                return List.of();
            }
            int length = 4 * (1 + (compound.getShort(at + 2) & 0xFFFF));
            if (length > left || !fits(compound, at, length)) {
                return List.of();
            }
            packets.add(packet(compound, at));
            at += length;
        }
        return packets;
    }

    /** Whether the length holds as many report blocks, or sources, as the header counts. */
    private static boolean fits(ByteBuffer compound, int at, int length) {
        int count = compound.get(at) & 0x1F;
        return switch (compound.get(at + 1) & 0xFF) {
            case SENDER_REPORT -> length >= 28 + count * BLOCK;
            case RECEIVER_REPORT -> length >= 8 + count * BLOCK;
            case GOODBYE -> length >= 4 + count * 4;
            default -> true;
        };
    }

    private static RtcpPacket packet(ByteBuffer compound, int at) {
        int count = compound.get(at) & 0x1F;
        int type = compound.get(at + 1) & 0xFF;
        return switch (type) {
            case SENDER_REPORT ->
                new RtcpPacket.SenderReport(
                        compound.getInt(at + 4), compound.getLong(at + 8), blocks(compound, at + 28, count));
            case RECEIVER_REPORT ->
                new RtcpPacket.ReceiverReport(compound.getInt(at + 4), blocks(compound, at + 8, count));
            case GOODBYE -> count == 0 ? new RtcpPacket.Other(type) : new RtcpPacket.Goodbye(compound.getInt(at + 4));
            default -> new RtcpPacket.Other(type);
        };
    }

    private static List<ReportBlock> blocks(ByteBuffer compound, int first, int count) {
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int at = first; at < first + count * BLOCK; at += BLOCK) {
            int losses = compound.getInt(at + 4);
            // The cumulative loss is 24 bits with sign: the shifts bring its sign to the front.
            ReportBlock.Loss loss = new ReportBlock.Loss(losses >>> 24, losses << 8 >> 8);
            ReportBlock.Echo echo = new ReportBlock.Echo(compound.getInt(at + 16), compound.getInt(at + 20));
            long highest = compound.getInt(at + 8) & 0xFFFFFFFFL;
            long jitter = compound.getInt(at + 12) & 0xFFFFFFFFL;
            blocks.add(new ReportBlock(compound.getInt(at), loss, highest, jitter, echo));
        }
        return blocks;
    }
}
