package voipbin.sip.transaction;

import java.time.Duration;
import java.util.Optional;

/** How long each timer runs (RFC 3261, table 4; RFC 6026, 8.7). */
final class Delays {

    private Delays() {}

    /**
     * @param count how often this timer has run before in this transaction
     * @return empty if a reliable transport needs no such timer
     */
    static Optional<Duration> of(Timer timer, int count, State state, SipTiming timing, boolean reliable) {
        return switch (timer) {
            case A -> reliable ? Optional.empty() : Optional.of(doubled(timing.t1(), count, timing.patience()));
            case E ->
                reliable
                        ? Optional.empty()
                        : Optional.of(
                                state == State.PROCEEDING ? timing.t2() : doubled(timing.t1(), count, timing.t2()));
            case G -> reliable ? Optional.empty() : Optional.of(doubled(timing.t1(), count, timing.t2()));
            case B, F, H, L, M -> Optional.of(timing.patience());
            case D, J -> Optional.of(reliable ? Duration.ZERO : timing.patience());
            case I, K -> Optional.of(reliable ? Duration.ZERO : timing.t4());
        };
    }

    private static Duration doubled(Duration first, int count, Duration longest) {
        Duration delay = first.multipliedBy(1L << Math.min(count, 16));
        return delay.compareTo(longest) > 0 ? longest : delay;
    }
}
