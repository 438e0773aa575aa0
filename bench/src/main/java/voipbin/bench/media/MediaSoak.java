package voipbin.bench.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import voipbin.bench.Bench;
import voipbin.bench.BenchFailure;
import voipbin.bench.Measured;
import voipbin.bench.Table;
import voipbin.bench.Usage;

/** Legs of all kinds for a long time: they keep their time, nothing grows, no packet allocates. */
final class MediaSoak {

    /** Long enough for Java to have compiled the packet path, and for all buffers to be there. */
    private static final double WARM_UP = 30;

    private static final long EDGE_NANOS = 20_000_000_000L;

    /**
     * Who is relayed may be heard a frame later for good once it has stalled; the rest is what lateness is known to.
     */
    private static final double MOST_FRAMES_OFF = 1.1;

    private static final double MOST_BYTES_A_PACKET = 1;
    private static final long MOST_HEAP_KILOBYTES = 4096;
    private static final long MOST_RESIDENT_KILOBYTES = 64 * 1024;

    /** When a machine has stood still, who is relayed begins anew. */
    private static final long MOST_AWAY = 1_000_000_000;

    private final Bench.Ask ask;
    private final EngineProcess.Setting setting;
    private final Path recordings;

    MediaSoak(Bench.Ask ask, EngineProcess.Setting setting, Path recordings) {
        this.ask = ask;
        this.setting = setting;
        this.recordings = recordings;
    }

    /** What the engine holds. */
    private record Held(long heap, Usage usage, long allocated) {

        static Held by(EngineProcess engine) throws IOException {
            long allocated = engine.allocated();
            return new Held(engine.heap(), Usage.of(engine.handle()), allocated);
        }
    }

    /** @param legs of ten, three are played to, three hear themselves, two are bridged, two bridged and recorded */
    void run(int minutes, int legs) throws IOException, InterruptedException {
        int pairs = Math.max(1, legs / 10);
        try (EngineProcess engine = EngineProcess.start(setting, recordings, List.of());
                Peers peers = new Peers(false)) {
            // pairs first: who is bridged with whom goes by even numbers
            add(engine, peers, Part.BRIDGE, pairs);
            add(engine, peers, Part.RECORD, pairs);
            add(engine, peers, Part.PLAY, Math.max(1, legs * 3 / 10));
            add(engine, peers, Part.ECHO, Math.max(1, legs - 4 * pairs - Math.max(1, legs * 3 / 10)));
            peers.talk(WARM_UP, false);
            Held before = Held.by(engine);
            long began = System.nanoTime();
            long nanos = minutes * 60_000_000_000L;
            Drift drift = new Drift(began + EDGE_NANOS, began + nanos - EDGE_NANOS);
            Measured cost = Measured.of(engine.handle(), () -> peers.talk(nanos / 1e9, drift));
            Held after = Held.by(engine);
            tell(minutes, drift, peers.longestAway(), cost, before, after);
        }
    }

    private static void add(EngineProcess engine, Peers peers, Part part, int count) throws IOException {
        for (int port : engine.add(part, count, peers.ports())) {
            peers.add(port, false);
        }
    }

    private void tell(int minutes, Drift drift, long away, Measured cost, Held before, Held after) {
        // as many come as go
        double bytes = (double) (after.allocated - before.allocated) / (2 * drift.packets());
        long heap = after.heap - before.heap;
        long resident = after.usage.residentKilobytes() - before.usage.residentKilobytes();
        long descriptors = after.usage.descriptors() - before.usage.descriptors();
        new Table("soak of " + minutes + " min", "before", "after", "")
                .row("legs heard", "", drift.streams(), "")
                .row("packets heard", "", drift.packets(), "")
                .row("packets lost", "", drift.lost(), "")
                .row("streams that broke off", "", drift.broken(), "")
                .row("a stream is off by frames of 20 ms, at most", "", "%.2f".formatted(drift.most()), "")
                .row("the load stood still, ms at most", "", away / 1_000_000, "")
                .row("bytes allocated a packet by the loops", "", "%.3f".formatted(bytes), "")
                .row("live heap, kB", before.heap, after.heap, heap)
                .row("resident, kB", before.usage.residentKilobytes(), after.usage.residentKilobytes(), resident)
                .row("descriptors", before.usage.descriptors(), after.usage.descriptors(), descriptors)
                .row("threads", before.usage.threads(), after.usage.threads(), "")
                .row("CPU, of one core", "", cost.share(), "")
                .print(ask.out());
        List<String> wrong = new ArrayList<>();
        require(wrong, away <= MOST_AWAY, "the machine stood still, the rest is of no use");
        require(wrong, drift.broken() == 0, "streams broke off");
        require(wrong, drift.most() <= MOST_FRAMES_OFF, "a stream does not keep its time");
        require(wrong, bytes <= MOST_BYTES_A_PACKET, "the packet path allocates");
        require(wrong, heap <= MOST_HEAP_KILOBYTES, "the heap grows");
        require(wrong, resident <= MOST_RESIDENT_KILOBYTES, "the process grows");
        require(wrong, descriptors <= 0, "descriptors are left open");
        if (!wrong.isEmpty()) {
            throw new BenchFailure(String.join("; ", wrong));
        }
    }

    private static void require(List<String> wrong, boolean holds, String sentence) {
        if (!holds) {
            wrong.add(sentence);
        }
    }
}
