package voipbin.platform.timeline;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Reply;
import voipbin.kit.sql.Store;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallMedia;
import voipbin.platform.call.CallMedia.Figures;
import voipbin.platform.timeline.LadderStore.Step;
import voipbin.platform.timeline.SipAnalysis.LegEnd;
import voipbin.platform.timeline.SipAnalysis.SipMessage;
import voipbin.sip.trace.Glance;
import voipbin.sip.trace.Pcap;
import voipbin.sip.trace.TracedMessage;

/** The SIP of a call: as a ladder, and as a file for Wireshark. Of a call that was connected: of all its legs. */
final class CallTraces {

    /** The reference stops at 50, which two legs with a failover do not need much to reach. */
    private static final int MOST_SHOWN = 200;

    private final Store<Call> calls;
    private final Store<CallMedia> media;
    private final LadderWriter writer;
    private final LadderStore ladders;

    CallTraces(Store<Call> calls, Store<CallMedia> media, LadderWriter writer, LadderStore ladders) {
        this.calls = calls;
        this.media = media;
        this.writer = writer;
        this.ladders = ladders;
    }

    /** A call may be deleted and is still explained. */
    Call call(Caller caller, Id<Call> id) {
        Call call = calls.find(id).orElseThrow(() -> Problem.notFound("call"));
        caller.require(call.customerId(), ADMIN_OR_MANAGER);
        return call;
    }

    SipAnalysis analysis(Caller caller, Id<Call> id) {
        Map<Id<Call>, Call> legs = legs(call(caller, id));
        List<Step> steps =
                steps(legs).stream().filter(step -> !step.message().isMedia()).toList();
        Optional<Figures> stats = steps.stream()
                .map(step -> step.message().octets())
                .filter(octets -> Glance.label(octets).equals("BYE"))
                .flatMap(octets -> RtpStat.in(octets).stream())
                .reduce((_, later) -> later)
                .or(() -> statsOf(id));
        List<LegEnd> ends = legs.values().stream()
                .map(leg -> LegEnd.of(
                        leg, messages(steps.stream().filter(step -> step.call().equals(leg.id()))), statsOf(leg.id())))
                .toList();
        return new SipAnalysis(
                steps.stream().limit(MOST_SHOWN).map(SipMessage::of).toList(), stats.orElse(null), ends);
    }

    private Optional<Figures> statsOf(Id<Call> call) {
        return media.find(call.as()).map(CallMedia::figures);
    }

    /** Of a call without any messages an empty body, as in the reference. */
    Reply pcap(Caller caller, Id<Call> id) {
        List<TracedMessage> messages = messages(steps(legs(call(caller, id))).stream());
        return Reply.stream("application/vnd.tcpdump.pcap", out -> {
                    if (!messages.isEmpty()) {
                        Pcap.write(messages, out);
                    }
                })
                .header("Content-Disposition", "attachment; filename=\"call-" + id + ".pcap\"");
    }

    private static List<TracedMessage> messages(Stream<Step> steps) {
        return steps.map(Step::message).toList();
    }

    private List<Step> steps(Map<Id<Call>, Call> legs) {
        writer.settle();
        return ladders.of(legs.keySet());
    }

    /** The call, the one that it was made for, and those that were made for it. */
    private Map<Id<Call>, Call> legs(Call call) {
        Map<Id<Call>, Call> legs = new LinkedHashMap<>();
        legs.put(call.id(), call);
        Stream.concat(Stream.of(call.masterCallId()), call.chainedCallIds().stream())
                .filter(id -> !id.isNil())
                .flatMap(id -> calls.find(id).stream())
                .filter(other -> other.customerId().equals(call.customerId()))
                .forEach(other -> legs.putIfAbsent(other.id(), other));
        return legs;
    }
}
