package voipbin.kit.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;

/**
 * Counts who asks how often (conventions §12), in the memory of this process. A bucket that is full again says nothing
 * and is forgotten, so that what is kept grows only with those who ask just now.
 */
final class Limits {

    /** Refused with this many whole seconds to wait. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;
        private final long seconds;

        private Exceeded(String by, long seconds) {
            super(by, null, false, false);
            this.seconds = seconds;
            this.problem = new Problem(
                    Problem.Status.RESOURCE_EXHAUSTED,
                    "RATE_LIMIT_EXCEEDED",
                    "Too many requests: ask again in " + seconds + " s.",
                    List.of(Map.of("limited_by", by)));
        }

        Problem problem() {
            return problem;
        }

        long seconds() {
            return seconds;
        }
    }

    private record Key(String name, RateLimits.Tier tier, Object whose) {}

    private static final long SWEEP_NANOSECONDS = Duration.ofMinutes(1).toNanos();

    private final RateLimits tiers;
    private final TimeMeter time;
    private final ConcurrentMap<Key, Bucket> buckets = new ConcurrentHashMap<>();
    private final AtomicLong nextSweep;

    /** @param nanoseconds such as {@code System::nanoTime} */
    Limits(RateLimits tiers, LongSupplier nanoseconds) {
        this.tiers = tiers;
        this.time = new Nanoseconds(nanoseconds);
        this.nextSweep = new AtomicLong(nanoseconds.getAsLong() + SWEEP_NANOSECONDS);
    }

    /** @throws Exceeded if this address asked too often */
    void admit(InetAddress address, String path) {
        if (path.startsWith("/v1.0/")) {
            take(new Key("v1", tiers.v1(), network(address)), "ip");
        } else if (path.equals("/auth/unregister") || path.equals("/auth/delegate")) {
            take(new Key("auth_protected", tiers.authProtected(), network(address)), "ip");
        } else if (path.startsWith("/auth/")) {
            take(new Key("auth_public", tiers.authPublic(), network(address)), "ip");
        }
    }

    /** @throws Exceeded if those of this kind asked too often for their customer */
    void admit(Caller caller) {
        RateLimits.Tier tier =
                switch (caller.kind()) {
                    case AGENT, ACCESSKEY -> tiers.customer();
                    case DIRECT -> tiers.direct();
                    case DELEGATE -> tiers.delegate();
                };
        // agents and access keys have one tier, and with it one bucket
        String name = caller.kind() == Caller.Kind.ACCESSKEY ? Caller.Kind.AGENT.name() : caller.kind().name();
        take(new Key(name, tier, caller.customerId()), "customer");
    }

    int buckets() {
        return buckets.size();
    }

    /** Of IPv6 the first half: whoever has one address there has all 2^64 of them. */
    private static Object network(InetAddress address) {
        return address instanceof Inet6Address
                ? ByteBuffer.wrap(address.getAddress()).getLong()
                : address;
    }

    private void take(Key key, String by) {
        if (key.tier().isOff()) {
            return;
        }
        sweep();
        Bucket bucket = buckets.computeIfAbsent(key, _ -> bucket(key.tier()));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long second = Duration.ofSeconds(1).toNanos();
            throw new Exceeded(by, Math.max(1, Math.ceilDiv(probe.getNanosToWaitForRefill(), second)));
        }
    }

    private Bucket bucket(RateLimits.Tier tier) {
        long nanosecondsPerToken = (long) Math.max(1, 1e9 / tier.perSecond());
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(tier.burst())
                        .refillGreedy(tier.burst(), Duration.ofNanos(nanosecondsPerToken * tier.burst())))
                .withCustomTimePrecision(time)
                .build();
    }

    private void sweep() {
        long now = time.currentTimeNanos();
        long due = nextSweep.get();
        if (now - due >= 0 && nextSweep.compareAndSet(due, now + SWEEP_NANOSECONDS)) {
            buckets.entrySet()
                    .removeIf(entry -> entry.getValue().getAvailableTokens()
                            >= entry.getKey().tier().burst());
        }
    }

    private record Nanoseconds(LongSupplier source) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return source.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
