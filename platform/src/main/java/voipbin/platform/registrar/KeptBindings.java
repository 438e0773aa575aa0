package voipbin.platform.registrar;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import voipbin.sip.registrar.Binding;
import voipbin.sip.registrar.Bindings;
import voipbin.sip.registrar.Gruu;

/**
 * All registrations in memory, and durable: each is a row before its phone is told so. A row says that the phone stays
 * up to an hour longer than it does, so that most of its refreshes change nothing that a crash could lose; after a
 * crash a phone that has gone may be rung for that long. Any thread may ask; changes of one address of record come one
 * after the other.
 */
final class KeptBindings implements Bindings {

    private static final Duration LONGEST_LEASE = Duration.ofHours(1);

    /** @param until when it ends by its row */
    private record Kept(Binding binding, Instant until) {

        /** Whether the row need not be touched for the binding to become this. */
        boolean covers(Binding fresh) {
            return !fresh.expires().isAfter(until)
                    && !until.isAfter(fresh.expires().plus(LONGEST_LEASE.multipliedBy(2)))
                    && isSameRow(fresh)
                    && binding.source().equals(fresh.source())
                    && binding.instance().equals(fresh.instance())
                    && binding.flow().equals(fresh.flow())
                    && binding.userAgent().equals(fresh.userAgent())
                    && binding.path().equals(fresh.path());
        }

        boolean isSameRow(Binding other) {
            return binding.regId() == other.regId() && binding.contact().equals(other.contact());
        }
    }

    private final SqlBindings rows;
    private final InstantSource clock;
    private final ConcurrentMap<String, List<Kept>> byAor;

    private final Gruus gruus;

    private KeptBindings(SqlBindings rows, Gruus gruus, InstantSource clock, ConcurrentMap<String, List<Kept>> byAor) {
        this.rows = rows;
        this.gruus = gruus;
        this.clock = clock;
        this.byAor = byAor;
    }

    /** With those that the last process has left. */
    static KeptBindings open(SqlBindings rows, Gruus gruus, InstantSource clock) {
        rows.removeEnded(clock.instant());
        return new KeptBindings(
                rows,
                gruus,
                clock,
                rows.all().stream()
                        .map(binding -> new Kept(binding, binding.expires()))
                        .collect(Collectors.groupingByConcurrent(
                                kept -> kept.binding().aor(), ConcurrentHashMap::new, Collectors.toList())));
    }

    @Override
    public List<Binding> of(String aor) {
        return byAor.getOrDefault(aor, List.of()).stream().map(Kept::binding).toList();
    }

    @Override
    public Optional<List<Binding>> known(String aor) {
        return Optional.of(of(aor));
    }

    @Override
    public boolean refresh(String aor, List<Binding> bindings) {
        List<Kept> old = byAor.getOrDefault(aor, List.of());
        List<Kept> now = new ArrayList<>(bindings.size());
        for (Binding fresh : bindings) {
            old.stream()
                    .filter(kept -> kept.covers(fresh))
                    .findFirst()
                    .ifPresent(kept -> now.add(new Kept(fresh, kept.until())));
        }
        if (now.size() < bindings.size() || now.size() < old.size()) {
            return false;
        }
        keep(aor, now);
        return true;
    }

    @Override
    public void replace(String aor, List<Binding> bindings) {
        List<Kept> old = byAor.getOrDefault(aor, List.of());
        List<Kept> now = bindings.stream().map(fresh -> kept(old, fresh)).toList();
        List<Binding> gone = old.stream()
                .filter(kept -> bindings.stream().noneMatch(kept::isSameRow))
                .map(Kept::binding)
                .toList();
        List<Binding> put = now.stream()
                .filter(kept -> old.stream().noneMatch(one -> one.covers(kept.binding())))
                .map(kept -> until(kept.binding(), kept.until()))
                .toList();
        if (!gone.isEmpty() || !put.isEmpty()) {
            rows.change(gone, put);
        }
        keep(aor, now);
    }

    private Kept kept(List<Kept> old, Binding fresh) {
        return old.stream()
                .filter(one -> one.covers(fresh))
                .findFirst()
                .map(one -> new Kept(fresh, one.until()))
                .orElseGet(() -> new Kept(fresh, fresh.expires().plus(lease(fresh))));
    }

    /** As long again as the phone asked for: it comes back before its time has passed. */
    private Duration lease(Binding fresh) {
        Duration asked = Duration.between(clock.instant(), fresh.expires());
        Duration positive = asked.isNegative() ? Duration.ZERO : asked;
        return positive.compareTo(LONGEST_LEASE) < 0 ? positive : LONGEST_LEASE;
    }

    private void keep(String aor, List<Kept> now) {
        if (now.isEmpty()) {
            byAor.remove(aor);
        } else {
            byAor.put(aor, List.copyOf(now));
        }
    }

    @Override
    public Optional<Gruu> gruu(Binding binding) {
        return gruus.of(binding);
    }

    /** Lets go of what has ended, here and in the rows. */
    void sweep() {
        Instant now = clock.instant();
        byAor.keySet()
                .forEach(aor -> byAor.computeIfPresent(aor, (_, all) -> {
                    List<Kept> left = all.stream()
                            .filter(kept -> kept.until().isAfter(now))
                            .toList();
                    return left.isEmpty() ? null : left;
                }));
        rows.removeEnded(now);
    }

    /** How many have not ended. */
    long live() {
        Instant now = clock.instant();
        return byAor.values().stream()
                .flatMap(List::stream)
                .filter(kept -> kept.binding().expires().isAfter(now))
                .count();
    }

    private static Binding until(Binding one, Instant expires) {
        return new Binding(
                one.aor(),
                one.contact(),
                one.source(),
                one.callId(),
                one.cseq(),
                expires,
                one.userAgent(),
                one.instance(),
                one.regId(),
                one.flow(),
                one.path());
    }
}
