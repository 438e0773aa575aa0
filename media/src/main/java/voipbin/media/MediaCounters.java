package voipbin.media;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import voipbin.base.Counters;
import voipbin.base.Histogram;

/** What the loops count, taken once. */
final class MediaCounters {

    private static final List<Double> LATENESS =
            List.of(0.1, 0.2, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0);

    /** Neither RTP nor RTCP. */
    final LongAdder malformed;
    /** From another address than the peer's. */
    final LongAdder foreign;
    /** Before anything was negotiated. */
    final LongAdder early;
    /** With a payload type that was not negotiated. */
    final LongAdder unexpected;
    /** Protected with another key, harmed, or seen before. */
    final LongAdder unauthentic;
    /** STUN requests that proved nothing. */
    final LongAdder stunRefused;
    /** DTLS handshakes that brought keys. */
    final LongAdder handshakes;
    /** DTLS handshakes that did not. */
    final LongAdder handshakesFailed;
    /** Our own packets that the system refused. */
    final LongAdder unsent;
    /** Frames that a stall of the process made pointless. */
    final LongAdder skippedTicks;
    /** Times that a loop did not get on, and had to give way to others. */
    final LongAdder gaveWay;
    /** How much later than due the legs of a phase got their turn. */
    final Histogram lateness;
    /** Ports of the range that somebody else has, and RTCP ports that could not be opened. */
    final LongAdder portsTaken;
    /** Sessions refused because no port or descriptor was left. */
    final LongAdder refused;

    MediaCounters(Counters counters) {
        malformed = counters.counter("media.packets.malformed");
        foreign = counters.counter("media.packets.foreign");
        early = counters.counter("media.packets.early");
        unexpected = counters.counter("media.packets.unexpected");
        unauthentic = counters.counter("media.packets.unauthentic");
        stunRefused = counters.counter("media.stun.refused");
        handshakes = counters.counter("media.dtls.handshakes");
        handshakesFailed = counters.counter("media.dtls.failed");
        unsent = counters.counter("media.packets.unsent");
        skippedTicks = counters.counter("media.ticks.skipped");
        gaveWay = counters.counter("media.loops.gave_way");
        lateness = counters.histogram("media.tick_lateness_milliseconds", LATENESS);
        portsTaken = counters.counter("media.ports.taken");
        refused = counters.counter("media.sessions.refused");
    }
}
