package voipbin.platform.timeline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Always;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallMedia;
import voipbin.sip.trace.Glance;
import voipbin.sip.trace.TracedMessage;

/**
 * What passed the wire for a call, and how its legs ended.
 *
 * @param rtcpStats null for a call that was not answered, or goes on
 * @param legs the call and those that it was connected with; not in the reference
 */
@Always
record SipAnalysis(List<SipMessage> sipMessages, @Nullable RtcpStats rtcpStats, List<LegEnd> legs) {

    /**
     * @param method of a request; of a response its status
     * @param transport and the call that it belongs to are not in the reference
     */
    @Always
    record SipMessage(
            Instant timestamp,
            String method,
            String srcIp,
            int srcPort,
            String dstIp,
            int dstPort,
            String raw,
            String transport,
            Id<Call> callId) {

        static SipMessage of(LadderStore.Step step) {
            TracedMessage message = step.message();
            return new SipMessage(
                    message.at(),
                    Glance.label(message.octets()),
                    message.from().getAddress().getHostAddress(),
                    message.from().getPort(),
                    message.to().getAddress().getHostAddress(),
                    message.to().getPort(),
                    new String(message.octets(), StandardCharsets.UTF_8),
                    message.transport(),
                    step.call());
        }
    }

    /**
     * What a peer's {@code X-RTP-Stat} header tells in a BYE, or what we have measured ourselves.
     *
     * @param jitter milliseconds
     * @param rtt microseconds
     */
    @Always
    record RtcpStats(
            double mos,
            int jitter,
            double packetLossPct,
            long rtt,
            long rtpBytes,
            long rtpPackets,
            long rtpErrors,
            long rtcpBytes,
            long rtcpPackets,
            long rtcpErrors) {

        static RtcpStats of(CallMedia.Figures figures) {
            return new RtcpStats(
                    figures.mos(),
                    figures.jitter(),
                    figures.packetLossPct(),
                    figures.rtt(),
                    figures.rtpBytes(),
                    figures.rtpPackets(),
                    figures.rtpErrors(),
                    figures.rtcpBytes(),
                    figures.rtcpPackets(),
                    figures.rtcpErrors());
        }

        private static final Pattern HEADER = Pattern.compile("(?im)^X-RTP-Stat[ \\t]*:[ \\t]*(.*?)\\r?$");
        private static final String COUNTS = "\\s*(\\d+) bytes,\\s*(\\d+) packets,\\s*(\\d+) errors";
        private static final Pattern RTP = Pattern.compile("RTPStat=RTP:" + COUNTS);
        private static final Pattern RTCP = Pattern.compile("RTCP:" + COUNTS);

        static Optional<RtcpStats> in(byte[] message) {
            Matcher header = HEADER.matcher(new String(message, StandardCharsets.UTF_8));
            return header.find() ? Optional.of(read(header.group(1))) : Optional.empty();
        }

        private static RtcpStats read(String value) {
            long[] rtp = counts(RTP, value);
            long[] rtcp = counts(RTCP, value);
            return new RtcpStats(
                    figure(value, "MOS"),
                    (int) figure(value, "Jitter"),
                    figure(value, "PacketLossPct"),
                    (long) figure(value, "RTT"),
                    rtp[0],
                    rtp[1],
                    rtp[2],
                    rtcp[0],
                    rtcp[1],
                    rtcp[2]);
        }

        private static double figure(String value, String name) {
            Matcher figure = Pattern.compile("\\b" + name + "=(\\d{1,12}(?:\\.\\d{1,9})?)")
                    .matcher(value);
            return figure.find() ? Double.parseDouble(figure.group(1)) : 0;
        }

        private static long[] counts(Pattern pattern, String value) {
            Matcher counts = pattern.matcher(value);
            if (!counts.find() || counts.end() - counts.start() > 120) {
                return new long[3];
            }
            return new long[] {
                Long.parseLong(counts.group(1)), Long.parseLong(counts.group(2)), Long.parseLong(counts.group(3))
            };
        }
    }

    /**
     * How a leg went.
     *
     * @param sipStatus the last final response to an INVITE of it; 0 if there was none
     * @param reason the last Reason header of it (RFC 3326); empty if there was none
     * @param rtcpStats how its sound was
     */
    @Always
    record LegEnd(
            Id<Call> callId,
            Call.Direction direction,
            Call.Status status,
            Call.HangupBy hangupBy,
            Call.HangupReason hangupReason,
            int sipStatus,
            String reason,
            @Nullable RtcpStats rtcpStats,
            Instant tmCreate,
            @Nullable Instant tmRinging,
            @Nullable Instant tmProgressing,
            @Nullable Instant tmHangup) {

        private static final Pattern REASON = Pattern.compile("(?im)^Reason[ \\t]*:[ \\t]*(.*?)\\r?$");
        private static final int FINAL = 200;

        static LegEnd of(Call call, List<TracedMessage> messages, Optional<RtcpStats> stats) {
            int status = 0;
            String reason = "";
            for (TracedMessage message : messages) {
                Glance glance = Glance.at(message.octets()).orElseThrow();
                if (glance.method().equals("INVITE") && glance.status() >= FINAL) {
                    status = glance.status();
                }
                Matcher found = REASON.matcher(new String(message.octets(), StandardCharsets.UTF_8));
                reason = found.find() ? found.group(1) : reason;
            }
            return new LegEnd(
                    call.id(),
                    call.direction(),
                    call.status(),
                    call.hangupBy(),
                    call.hangupReason(),
                    status,
                    reason,
                    stats.orElse(null),
                    call.tmCreate(),
                    call.tmRinging(),
                    call.tmProgressing(),
                    call.tmHangup());
        }
    }
}
