package voipbin.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.base.Reach;
import voipbin.base.ThreadTimers;
import voipbin.kit.http.Route;
import voipbin.kit.outward.OutwardHttp;
import voipbin.platform.agent.AgentAddresses;
import voipbin.platform.call.CallIds;
import voipbin.platform.call.CallLimits;
import voipbin.platform.call.CallModule;
import voipbin.platform.call.CallOwners;
import voipbin.platform.call.CallSound;
import voipbin.platform.call.Calls;
import voipbin.platform.call.SoundFiles;
import voipbin.platform.dial.ConnectDialer;
import voipbin.platform.dial.DialApi;
import voipbin.platform.dial.Dialing;
import voipbin.platform.dial.FlowDialouts;
import voipbin.platform.edge.Arrivals;
import voipbin.platform.edge.BlockedSources;
import voipbin.platform.edge.Carriers;
import voipbin.platform.edge.Directory;
import voipbin.platform.edge.GuardApi;
import voipbin.platform.edge.SipEdge;
import voipbin.platform.externalmedia.ExternalMediaModule;
import voipbin.platform.flow.FetchedActions;
import voipbin.platform.flow.Services;
import voipbin.platform.flow.Webhooks;
import voipbin.platform.flow.action.LaterStep;
import voipbin.platform.groupcall.GroupcallModule;
import voipbin.platform.groupcall.Groupcalls;
import voipbin.platform.providercall.ProvidercallModule;
import voipbin.platform.recording.RecordingModule;
import voipbin.platform.registrar.RegistrarModule;
import voipbin.platform.registrar.SipDomains;
import voipbin.platform.simulated.SimulatedCallees;
import voipbin.platform.timeline.TimelineModule;
import voipbin.platform.transfer.TransferModule;
import voipbin.platform.usage.RecordingMinutes;
import voipbin.server.config.Config;
import voipbin.server.config.Trusted;
import voipbin.sip.auth.DigestServer;
import voipbin.sip.guard.Block;
import voipbin.sip.guard.Guard;
import voipbin.sip.guard.GuardLimits;
import voipbin.sip.transport.Flows;

/** Everything that rings: registrar, calls and groupcalls on the wire. */
record Telephony(
        Wire wire,
        SimulatedCallees simulated,
        OutwardHttp sounds,
        Calls calls,
        Groupcalls groupcalls,
        RecordingModule recording,
        TimelineModule timeline,
        ThreadTimers timers,
        List<Route> routes,
        Runnable doors)
        implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Telephony.class);
    private static final int GRACE_STEPS = 20;
    private static final int GRACE_STEP_MILLIS = 100;

    /** @param webhooks what sends the webhooks of flows */
    static Telephony start(Config config, Core core, Webhooks webhooks) {
        ThreadTimers timers = new ThreadTimers("timers");
        Reach reach = Wire.reach(config);
        Flows flows = new Flows();
        Resources resources = core.resources();
        SipDomains domains = new SipDomains(config.sip().baseDomain());
        DigestServer digest = DigestServer.of(core.clock());
        RegistrarModule registrar = RegistrarModule.of(
                core.db(),
                resources.extensions(),
                domains,
                digest,
                new RegistrarModule.Works(
                        core.clock(),
                        timers,
                        core.counters(),
                        flows,
                        core.folder().key("token.key")));
        SipEdge edge = new SipEdge(registrar.registrar());
        TimelineModule timeline = TimelineModule.of(
                core.db(),
                new TimelineModule.Works(timers, Thread::startVirtualThread, core.clock(), core.counters()),
                new TimelineModule.Keeping(
                        Duration.ofDays(config.retention().sipDays()),
                        (long) config.retention().sipMegabytes() << 20));
        BlockedSources blocked = new BlockedSources(core.db(), timers, Thread::startVirtualThread, core.counters());
        Guard guard = new Guard(
                GuardLimits.STANDARD.trusting(Trusted.networks(
                        config.sip().trusted() + "," + config.sip().carriers())),
                core.clock(),
                core.counters(),
                block -> {
                    tell(block);
                    blocked.blocked(block);
                });
        Wire.Sip sip = new Wire.Sip(
                edge, Wire.network(config, core.folder().path("sip-certificates"), flows), timeline.trace(), guard);
        Wire wire = Wire.start(config, core.folder().path("speech"), reach, core.counters(), sip);
        OutwardHttp sounds = new OutwardHttp(new Site(config).customersMayAsk(), OutwardHttp.Patience.STANDARD);
        CallModule call = calls(config, core, wire, timers, new Ears(sounds, timeline.callIds()));
        GroupcallModule groupcall = GroupcallModule.of(core.db(), call.calls(), owners(core));
        SimulatedCallees simulated =
                new SimulatedCallees(wire.engine(), new CallSound(wire.speech(), new SoundFiles(sounds)));
        Dialing dialing = new Dialing(
                core.db(),
                new Dialing.Callers(resources.customers(), resources.numbers()),
                new Dialing.Ways(
                        new Dialing.Phones(resources.extensions(), registrar.registrations(), resources.agents()),
                        resources.outbound().telephone(resources),
                        simulated),
                new Dialing.Made(resources.flows(), call.calls(), groupcall.groupcalls()),
                core.counters());
        resources
                .outbound()
                .begin(
                        wire.stack(),
                        config.sip().baseDomain(),
                        resources.numbers(),
                        new Outbound.Works(core.clock(), timers));
        RecordingModule recording = recording(core, call.calls(), timers);
        ExternalMediaModule externalMedia = ExternalMediaModule.of(
                call.calls(),
                new ExternalMediaModule.Wire(wire.engine(), reach, new Site(config).customersMayAsk()),
                core.counters());
        call.calls().dialThrough(new ConnectDialer(resources.customers(), dialing, call.calls()));
        resources
                .activeflows()
                .serve(new Services(
                        resources.flows().source(),
                        new FetchedActions(sounds),
                        webhooks,
                        new FlowDialouts(dialing, call.calls()),
                        recording.recordings(),
                        externalMedia.externalMedias(),
                        call.calls()::json,
                        LaterStep::refuse));
        Arrivals arrivals = arrivals(
                core,
                call.calls(),
                new Arrivals.Place(domains, new Carriers(config.sip().carriers()), digest));
        call.calls().transferBy(arrivals.transfers());
        core.counters().gauge("calls", call.calls()::live);
        core.counters().gauge("activeflows", resources.activeflows()::running);
        List<Route> routes = new ArrayList<>(DialApi.routes(dialing));
        routes.addAll(call.routes());
        routes.addAll(ProvidercallModule.of(
                        core.db(), resources.outbound().providers().providers(), dialing)
                .routes());
        routes.addAll(groupcall.routes());
        routes.addAll(TransferModule.of(core.db(), call.calls()).routes());
        routes.addAll(recording.routes());
        routes.addAll(externalMedia.routes());
        routes.addAll(timeline.routes());
        routes.addAll(GuardApi.routes(guard));
        return new Telephony(
                wire,
                simulated,
                sounds,
                call.calls(),
                groupcall.groupcalls(),
                recording,
                timeline,
                timers,
                routes,
                () -> edge.open(arrivals));
    }

    private static RecordingModule recording(Core core, Calls calls, ThreadTimers timers) {
        Resources resources = core.resources();
        return RecordingModule.of(
                new RecordingModule.Books(
                        core.db(),
                        calls,
                        resources.flows(),
                        resources.activeflows(),
                        new RecordingMinutes(resources.billing().charges())),
                new RecordingModule.Shelf(
                        core.folder().path("recordings"), resources.storage().files(), core.urls()),
                new RecordingModule.Works(core.clock(), timers, core.counters()));
    }

    private static CallOwners owners(Core core) {
        AgentAddresses addresses = core.resources().addresses();
        return (tx, customer, address) -> addresses
                .owner(tx, customer, address)
                .<Id<?>>map(agent -> agent)
                .orElseGet(Id::nil);
    }

    private static Arrivals arrivals(Core core, Calls calls, Arrivals.Place place) {
        Resources resources = core.resources();
        Directory directory = new Directory(
                resources.customers(),
                resources.extensions(),
                resources.agents(),
                resources.addresses(),
                resources.numbers(),
                resources.directs(),
                resources.trunks());
        Arrivals.Desk desk =
                new Arrivals.Desk(calls, resources.flows(), resources.billing().charges());
        return new Arrivals(core.db(), directory, desk, place, core.counters());
    }

    /** Where calls get their sounds from, and who hears of their dialogs. */
    private record Ears(OutwardHttp sounds, CallIds ids) {}

    private static CallModule calls(Config config, Core core, Wire wire, ThreadTimers timers, Ears ears) {
        CallLimits limits = new CallLimits(
                Duration.ofSeconds(config.calls().dialTimeout()),
                Duration.ofSeconds(config.calls().duration()),
                Duration.ofSeconds(config.calls().silence()));
        CallModule.Wire callWire = new CallModule.Wire(
                wire.stack(),
                wire.engine(),
                Wire.reach(config),
                wire.speech(),
                new SoundFiles(ears.sounds()),
                ears.ids());
        CallModule.Books books = new CallModule.Books(
                core.db(),
                core.resources().activeflows(),
                owners(core),
                core.resources().callListeners(),
                core.counters());
        return CallModule.of(books, callWire, timers, limits);
    }

    private static void tell(Block block) {
        LOG.warn(
                "SIP from {} is dropped until {} ({}; block {}); sip.trusted exempts what is one's own",
                block.source(),
                block.until(),
                block.reason(),
                block.count());
    }

    /** Puts in order what a crash left behind; before the first request is served. */
    void recover(Resources resources) {
        int lost = calls.endUnfinished();
        groupcalls.endUnfinished();
        recording.recordings().endUnfinished();
        resources.activeflows().endUnfinished();
        if (lost > 0) {
            LOG.warn("ended {} calls that a crash had cut off", lost);
        }
    }

    /**
     * Goes on with what an earlier run has not brought to its end, and lets calls in; once the resources are in order.
     * A call that came before would be taken for one that the crash has cut off.
     */
    void resume() {
        recording.recordings().storeLeft();
        doors.run();
    }

    /** Hangs everybody up properly, then closes the wire. */
    @Override
    public void close() {
        calls.hangupAll();
        try {
            for (int i = 0; i < GRACE_STEPS && calls.live() > 0; i++) {
                Thread.sleep(GRACE_STEP_MILLIS);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        simulated.close();
        wire.close();
        recording.recordings().close();
        sounds.close();
        timeline.close();
        timers.close();
        calls.endUnfinished();
    }
}
