package voipbin.platform.call;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import voipbin.base.Counters;
import voipbin.base.Histogram;

/** How calls have sounded, as figures of the whole server: one of each for every answered call, at its end. */
final class CallQuality {

    private final Histogram mos;
    private final Histogram loss;
    private final Histogram jitter;
    private final LongAdder dead;
    private final LongAdder unprotected;

    CallQuality(Counters counters) {
        mos = counters.histogram("calls.mos", List.of(1.5, 2.0, 2.5, 3.0, 3.5, 3.8, 4.0, 4.2, 4.3, 4.4));
        loss = counters.histogram("calls.packet_loss_percent", List.of(0.0, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0));
        jitter = counters.histogram(
                "calls.jitter_milliseconds", List.of(1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0, 200.0));
        unprotected = counters.counter("calls.unprotected_media");
        dead = counters.counter("calls.dead_media");
    }

    /** Nothing is told of who has never sent a packet. */
    void ended(CallMedia.Figures figures) {
        if (figures.rtpPackets() > 0) {
            mos.add(figures.mos());
            loss.add(figures.packetLossPct());
            jitter.add(figures.jitter());
        }
    }

    /** A call is hung up because the keys for its media did not come. */
    void unprotected() {
        unprotected.increment();
    }

    /** A call is hung up because nothing has been heard of its far end. */
    void dead() {
        dead.increment();
    }
}
