package voipbin.platform.timeline;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.base.Timers;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.media.PacketWatch;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallIds;
import voipbin.platform.call.CallMedia;
import voipbin.platform.flow.Activeflow;
import voipbin.platform.flow.Flow;
import voipbin.sip.transport.SipTrace;

/**
 * Builds the package.
 *
 * @param trace sees the wire
 * @param callIds is told which of what it sees belongs to which call
 */
public record TimelineModule(SipTrace trace, CallIds callIds, List<Route> routes, Runnable stop)
        implements AutoCloseable {

    /** What it waits with, works on, reads time from and counts in. */
    public record Works(Timers timers, Executor executor, Clock clock, Counters counters) {}

    /**
     * How much is kept of what passed the wire; the oldest goes first.
     *
     * @param octets packed
     */
    public record Keeping(Duration time, long octets) {}

    /** Writing has begun when this returns. */
    public static TimelineModule of(Db db, Works works, Keeping keeping) {
        Ladders ladders = new Ladders(works.clock(), works.counters());
        Captures captures = new Captures(works.clock(), works.counters());
        LadderStore store = new LadderStore(db);
        works.counters().gauge("timeline.octets_kept", store::octets);
        LadderWriter writer = new LadderWriter(
                new LadderWriter.Seen(ladders, captures),
                new LadderWriter.Shelf(store, new LadderStore.Keeping(keeping.time(), keeping.octets())),
                works.timers(),
                works.executor(),
                works.clock());
        writer.start();
        Store<Call> calls = read(db, "calls", Call.class);
        Timelines timelines =
                new Timelines(calls, read(db, "flows", Flow.class), read(db, "activeflows", Activeflow.class));
        CallTraces traces = new CallTraces(calls, read(db, "call_media", CallMedia.class), writer, store);
        Stories stories = new Stories(calls, read(db, "activeflows", Activeflow.class), new StoryRows(db), traces);
        TimelineApi api = new TimelineApi(timelines, new TimelineEvents(db), traces, stories);
        return new TimelineModule(ladders, ids(ladders, captures), api.routes(), writer::close);
    }

    private static CallIds ids(Ladders ladders, Captures captures) {
        return new CallIds() {
            @Override
            public void belongs(String sipCallId, Id<Call> call) {
                ladders.belongs(sipCallId, call);
            }

            @Override
            public Optional<PacketWatch> packets(Id<Call> call, InetAddress local) {
                return Optional.of(captures.of(call, local));
            }
        };
    }

    /** For reading only: the events of these rows are their owners' business. */
    private static <T extends Record> Store<T> read(Db db, String table, Class<T> row) {
        return new Store<>(db, Table.of(table, row), new Noun(table, Visibility.NOBODY));
    }

    /** Writes what is not written yet. */
    @Override
    public void close() {
        stop.run();
    }
}
