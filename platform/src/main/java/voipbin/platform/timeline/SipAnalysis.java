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
import voipbin.platform.call.CallMedia.Figures;
import voipbin.sip.trace.Glance;
import voipbin.sip.trace.TracedMessage;

/**
 * What passed the wire for a call, and how its legs ended.
 *
 * @param rtcpStats null for a call that was not answered, or goes on
 * @param legs the call and those that it was connected with; not in the reference
 */
@Always
record SipAnalysis(List<SipMessage> sipMessages, @Nullable Figures rtcpStats, List<LegEnd> legs) {

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
            @Nullable Figures rtcpStats,
            Instant tmCreate,
            @Nullable Instant tmRinging,
            @Nullable Instant tmProgressing,
            @Nullable Instant tmHangup) {

        private static final Pattern REASON = Pattern.compile("(?im)^Reason[ \\t]*:[ \\t]*(.*?)\\r?$");
        private static final int FINAL = 200;

        static LegEnd of(Call call, List<TracedMessage> messages, Optional<Figures> stats) {
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
