package voipbin.media.rtp;

import java.util.List;

/** One packet out of an RTCP compound (RFC 3550 §6), as far as we care. */
public sealed interface RtcpPacket {

    /** SR. {@code ntp} is its 64 bit NTP time. */
    record SenderReport(int ssrc, long ntp, List<ReportBlock> blocks) implements RtcpPacket {}

    /** RR. */
    record ReceiverReport(int ssrc, List<ReportBlock> blocks) implements RtcpPacket {}

    /** BYE. */
    record Goodbye(int ssrc) implements RtcpPacket {}

    /** SDES, APP, feedback and what is not known: passed over. */
    record Other(int payloadType) implements RtcpPacket {}
}
