package voipbin.sip.guard;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import voipbin.base.Counters;

/**
 * Stands before the parser: asked with the source of each message, told what became of requests. Whoever offends too
 * often is met with silence, longer each time; silence tells a scanner nothing, and costs us less than an answer.
 * Remembers 65,536 sources and as many blocks at most, those longest unseen go first. Counts {@code sip.guard.dropped},
 * {@code sip.guard.over_rate}, {@code sip.guard.blocks} and {@code sip.guard.offences.<offence>}. Any thread.
 */
public final class Guard {

    private static final int MOST = 1 << 16;

    private final GuardLimits limits;
    private final InstantSource clock;
    private final GuardListener listener;
    private final LongAdder dropped;
    private final LongAdder overRate;
    private final LongAdder blocked;
    private final Map<Offence, LongAdder> offences = new java.util.EnumMap<>(Offence.class);

    // one lock for both, held for a look-up each: messages come from few threads, and each change is a few fields
    private final Map<Source, Suspect> suspects = new Recent<>();

    /** Apart, so that a flood from ever new addresses does not drive out who is blocked. */
    private final Map<Source, Block> blocks = new Recent<>();

    public Guard(GuardLimits limits, InstantSource clock, Counters counters, GuardListener listener) {
        this.limits = limits;
        this.clock = clock;
        this.listener = listener;
        this.dropped = counters.counter("sip.guard.dropped");
        this.overRate = counters.counter("sip.guard.over_rate");
        this.blocked = counters.counter("sip.guard.blocks");
        for (Offence offence : Offence.values()) {
            String name = offence.name().toLowerCase(java.util.Locale.ROOT);
            offences.put(offence, counters.counter("sip.guard.offences." + name));
        }
        counters.gauge("sip.guard.blocked_sources", () -> blocks().size());
        counters.gauge("sip.guard.known_sources", this::size);
    }

    /** Whether to read a message from there; it counts towards the rate. */
    public boolean admits(InetAddress address) {
        if (isTrusted(address)) {
            return true;
        }
        Instant now = clock.instant();
        Source source = Source.of(address);
        synchronized (this) {
            if (isBlocked(source, now)) {
                dropped.increment();
                return false;
            }
            if (suspect(source, now).takesToken(limits, now)) {
                return true;
            }
        }
        overRate.increment();
        return false;
    }

    /** We have sent a request there: what it brings forth does not count towards the rate. */
    public void asked(InetAddress address) {
        if (isTrusted(address)) {
            return;
        }
        Instant now = clock.instant();
        synchronized (this) {
            suspect(Source.of(address), now).mayAnswer(limits);
        }
    }

    /** Whether that source is blocked; asking counts for nothing. */
    public boolean isBlocked(InetAddress address) {
        if (isTrusted(address)) {
            return false;
        }
        synchronized (this) {
            return isBlocked(Source.of(address), clock.instant());
        }
    }

    /** Somebody there has done something that honest phones do seldom. */
    public void offended(InetAddress address, Offence offence) {
        LongAdder counter = offences.get(offence);
        if (counter != null) {
            counter.increment();
        }
        if (isTrusted(address)) {
            return;
        }
        block(Source.of(address), offence, clock.instant()).ifPresent(block -> {
            blocked.increment();
            listener.blocked(block);
        });
    }

    private synchronized Optional<Block> block(Source source, Offence offence, Instant now) {
        Suspect suspect = suspect(source, now);
        if (suspect.isBlocked(now) || !suspect.offends(offence, limits, now)) {
            return Optional.empty();
        }
        Block block = suspect.block(source, offence, limits, now);
        blocks.put(source, block);
        return Optional.of(block);
    }

    /** Somebody there has proven a password: much is forgiven to who shares an address with honest phones. */
    public void authenticated(InetAddress address) {
        if (isTrusted(address)) {
            return;
        }
        Instant now = clock.instant();
        synchronized (this) {
            suspect(Source.of(address), now).proved(limits, now);
        }
    }

    /** Who is blocked now, in no order. */
    public synchronized List<Block> blocks() {
        Instant now = clock.instant();
        blocks.values().removeIf(block -> !now.isBefore(block.until()));
        return List.copyOf(blocks.values());
    }

    private boolean isBlocked(Source source, Instant now) {
        Block block = blocks.get(source);
        return block != null && now.isBefore(block.until());
    }

    private Suspect suspect(Source source, Instant now) {
        return suspects.computeIfAbsent(source, _ -> new Suspect(limits, now));
    }

    private synchronized long size() {
        return suspects.size();
    }

    private boolean isTrusted(InetAddress address) {
        for (Network network : limits.trusted()) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Forgets who has not been seen for longest. */
    private static final class Recent<V> extends LinkedHashMap<Source, V> {

        private static final long serialVersionUID = 1;

        Recent() {
            super(256, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, V> eldest) {
            return size() > MOST;
        }
    }
}
