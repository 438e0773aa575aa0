package voipbin.platform.timeline;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.platform.call.CallMedia.Figures;
import voipbin.platform.timeline.SipAnalysis.SipMessage;
import voipbin.platform.timeline.Story.Kind;
import voipbin.platform.timeline.Story.Line;

/** How things are said in a {@link Story}. */
final class StoryText {

    private static final String FINISH = "00000000-0000-0000-0000-000000000002";

    private StoryText() {}

    /** Empty for what other lines tell better. */
    static Optional<Line> of(StoryRows.Happening event) {
        JsonNode data = event.data();
        return switch (event.type()) {
            // a change of action, which the flow's own event tells, or of what the call is connected with
            case "call_updated" -> Optional.empty();
            case "activeflow_updated" -> action(event);
            case "call_action_failed", "activeflow_action_failed" ->
                line(event, Kind.FAILURE, data.at("/action/type").asString("") + ": " + problem(data));
            case "dtmf_received" ->
                Optional.of(new Line(
                        event.time(),
                        Kind.DIGIT,
                        id(data, "call_id"),
                        "key " + data.path("digit").asString("") + ", held for "
                                + data.path("duration").asLong(0) + " ms"));
            case "call_created" ->
                line(
                        event,
                        Kind.STATUS,
                        data.path("direction").asString("") + " call from " + address(data.path("source")) + " to "
                                + address(data.path("destination")));
            case "call_hangup" ->
                line(
                        event,
                        Kind.STATUS,
                        "call hangup: " + data.path("hangup_reason").asString("") + ", by "
                                + data.path("hangup_by").asString(""));
            default -> line(event, Kind.STATUS, event.type().replace('_', ' '));
        };
    }

    private static Optional<Line> action(StoryRows.Happening event) {
        JsonNode data = event.data();
        JsonNode action = data.path("current_action");
        if (data.path("status").asString("").equals("ended")
                || action.path("id").asString("").equals(FINISH)) {
            return line(event, Kind.STATUS, "activeflow ended");
        }
        JsonNode option = action.path("option");
        String type = action.path("type").asString("");
        return line(event, Kind.ACTION, option.isEmpty() ? type : type + " " + option);
    }

    private static Optional<Line> line(StoryRows.Happening event, Kind kind, String text) {
        return Optional.of(new Line(event.time(), kind, id(event.data(), "id"), text));
    }

    private static Id<?> id(JsonNode data, String field) {
        return Id.parse(data.path(field).asString("")).orElse(Id.nil());
    }

    private static String problem(JsonNode data) {
        return data.path("reason").asString("") + ": " + data.path("message").asString("");
    }

    private static String address(JsonNode address) {
        String name = address.path("target_name").asString("");
        String target = address.path("target").asString("");
        return address.path("type").asString("") + " " + (target.isEmpty() ? name : target);
    }

    static String of(SipMessage message) {
        return "%s %s:%d → %s:%d %s"
                .formatted(
                        message.method(),
                        message.srcIp(),
                        message.srcPort(),
                        message.dstIp(),
                        message.dstPort(),
                        message.transport().toLowerCase(Locale.ROOT));
    }

    static String of(Figures stats) {
        return String.format(
                Locale.ROOT,
                "sound: MOS %.1f, %.1f %% lost, jitter %d ms, %d packets",
                stats.mos(),
                stats.packetLossPct(),
                stats.jitter(),
                stats.rtpPackets());
    }

    static Line of(StoryRows.Attempt attempt) {
        String end = attempt.status() == 0 ? "failed: " + attempt.error() : "answered " + attempt.status();
        String text = "%s to %s %s after %d ms".formatted(attempt.type(), attempt.uri(), end, attempt.duration());
        return new Line(attempt.time(), Kind.WEBHOOK, attempt.event(), text);
    }
}
