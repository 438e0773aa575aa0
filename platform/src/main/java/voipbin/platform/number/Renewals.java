package voipbin.platform.number;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Timers;

/** Renews numbers each day at one o'clock in the morning, UTC (sip-identity §7.2). */
public final class Renewals {

    private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);
    private static final LocalTime WHEN = LocalTime.of(1, 0);

    /** How long a renewal lasts. */
    private static final Duration MONTH = Duration.ofDays(28);

    private final Numbers numbers;
    private final Runnable more;
    private final Clock clock;
    private final Timers timers;

    /** @param more that is to be done each day */
    public Renewals(Numbers numbers, Runnable more, Clock clock, Timers timers) {
        this.numbers = numbers;
        this.more = more;
        this.clock = clock;
        this.timers = timers;
    }

    /** Waits for the next time, again and again, until the timers are closed. */
    public void repeat() {
        timers.after(untilNext(clock.instant()), () -> {
            Thread.ofVirtual().name("renewals").start(this::run);
            repeat();
        });
    }

    static Duration untilNext(Instant now) {
        ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
        ZonedDateTime today = utc.with(WHEN);
        return Duration.between(utc, today.isAfter(utc) ? today : today.plusDays(1));
    }

    void run() {
        try {
            List<Number> due = numbers.renew(clock.instant().minus(MONTH));
            numbers.releaseLeft();
            more.run();
            if (!due.isEmpty()) {
                LOG.info("{} numbers were due for renewal", due.size());
            }
        } catch (RuntimeException failed) {
            LOG.error("numbers could not be renewed; tried again tomorrow", failed);
        }
    }
}
