package voipbin.platform.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Store;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallMedia.Figures;
import voipbin.platform.flow.Activeflow;
import voipbin.platform.timeline.SipAnalysis.SipMessage;
import voipbin.platform.timeline.Story.Kind;
import voipbin.platform.timeline.Story.Line;

/** Tells all that is known of a call and its flow in the order in which it happened. Whoever asks may see it. */
final class Stories {

    private static final int MOST_LINES = 2000;

    /** A call's webhooks are written down soon after its events, but for a stop in between. */
    private static final Duration DISPATCH = Duration.ofHours(1);

    private final Store<Call> calls;
    private final Store<Activeflow> activeflows;
    private final StoryRows rows;
    private final CallTraces traces;

    Stories(Store<Call> calls, Store<Activeflow> activeflows, StoryRows rows, CallTraces traces) {
        this.calls = calls;
        this.activeflows = activeflows;
        this.rows = rows;
        this.traces = traces;
    }

    /** A call with its flow and with the legs that were made for it. */
    Story ofCall(Caller caller, Id<Call> id) {
        Call call = calls.find(id).orElseThrow(() -> Problem.notFound("call"));
        return tell(caller, call.customerId(), Optional.of(call), call.activeflowId());
    }

    /** An activeflow with the call that it is about, if there is one. */
    Story ofActiveflow(Caller caller, Id<Activeflow> id) {
        Activeflow activeflow = activeflows.find(id).orElseThrow(() -> Problem.notFound("activeflow"));
        Optional<Call> call = activeflow.referenceType().equals("call")
                ? calls.find(activeflow.referenceId().as())
                : Optional.empty();
        return tell(caller, activeflow.customerId(), call, id);
    }

    private Story tell(Caller caller, Id<?> customer, Optional<Call> call, Id<Activeflow> activeflow) {
        Set<Id<Call>> legs = new LinkedHashSet<>();
        call.ifPresent(about -> {
            legs.add(about.id());
            legs.addAll(about.chainedCallIds());
        });
        List<Line> lines = new ArrayList<>();
        List<StoryRows.Happening> happenings = rows.events(customer, activeflow, legs, MOST_LINES);
        happenings.stream().flatMap(event -> StoryText.of(event).stream()).forEach(lines::add);
        call.ifPresent(about -> lines.addAll(wire(caller, about)));
        if (!happenings.isEmpty()) {
            Instant last = happenings.getLast().time().plus(DISPATCH);
            rows.attempts(customer, happenings, last).stream()
                    .map(StoryText::of)
                    .forEach(lines::add);
        }
        lines.sort(Comparator.comparing(Line::timestamp));
        boolean complete = happenings.size() < MOST_LINES && lines.size() <= MOST_LINES;
        return new Story(lines.stream().limit(MOST_LINES).toList(), complete);
    }

    private List<Line> wire(Caller caller, Call call) {
        SipAnalysis analysis = traces.analysis(caller, call.id());
        List<Line> lines = new ArrayList<>();
        for (SipMessage message : analysis.sipMessages()) {
            lines.add(new Line(message.timestamp(), Kind.SIGNALLING, message.callId(), StoryText.of(message)));
        }
        for (SipAnalysis.LegEnd leg : analysis.legs()) {
            Instant end = leg.tmHangup();
            Figures stats = leg.callId().equals(call.id()) ? analysis.rtcpStats() : leg.rtcpStats();
            if (end != null && stats != null) {
                lines.add(new Line(end, Kind.MEDIA, leg.callId(), StoryText.of(stats)));
            }
        }
        return lines;
    }
}
