package voipbin.platform.call;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.media.MediaSession;
import voipbin.media.Playback;
import voipbin.media.audio.RingBack;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Connection;

/**
 * One connect action at work: a call, those who ring for it, and the bridge of the two who talk. The caller's flow
 * waits in {@link #run}, the flow of who has answered in {@link #join}; each leg's actor tells what becomes of it.
 */
final class Connecting implements CallWatcher {

    /** What a caller is told when several legs fail, the most telling first; anything else comes after these. */
    private static final List<Cause> TELLING = List.of(Cause.BUSY, Cause.REJECTED, Cause.NO_ANSWER, Cause.UNKNOWN);

    private final Id<Connecting> id;
    private final LiveCall caller;
    private final Connection wish;
    private final Calls calls;
    private final CompletableFuture<Cause> over = new CompletableFuture<>();
    private final Map<Id<Call>, Cause> ended = new HashMap<>();
    private final Set<Id<Call>> all = new HashSet<>();
    private @Nullable Id<Call> winner;
    private @Nullable Playback ringBack;
    private boolean heard;
    private boolean dialled;

    Connecting(Id<Connecting> id, LiveCall caller, Connection wish, Calls calls) {
        this.id = id;
        this.caller = caller;
        this.wish = wish;
        this.calls = calls;
    }

    Id<Connecting> id() {
        return id;
    }

    /** Rings, connects and waits until that is over; false when the flow is to end. On the caller's flow thread. */
    boolean run() throws InterruptedException {
        Dialer.Dialled rung = dial();
        if (rung.calls().isEmpty()) {
            caller.remember(rung.otherwise());
            return false;
        }
        try {
            begin(rung.calls());
            return goesOn(rung, over.get());
        } catch (ExecutionException neverCompletedSo) {
            throw new IllegalStateException(neverCompletedSo);
        } finally {
            leave(rung.calls());
        }
    }

    /** A customer who may not call ends the flow, as when there is nobody to call. */
    private Dialer.Dialled dial() {
        try {
            return calls.dialer().dial(order(), this);
        } catch (Problem refused) {
            return new Dialer.Dialled(List.of(), Optional.empty(), false, Cause.REJECTED);
        }
    }

    private Dialer.Order order() {
        Action join = Action.of("confbridge_join", Map.of("confbridge_id", id.toString()));
        return new Dialer.Order(
                caller.customer(),
                caller.id(),
                wish.source().type().isEmpty() ? caller.seenFromAfar() : wish.source(),
                wish.destinations(),
                List.of(join, Action.of("hangup", Map.of())),
                wish.earlyMedia(),
                wish.anonymous());
    }

    private boolean goesOn(Dialer.Dialled rung, Cause how) {
        boolean answered = winner().isPresent();
        if (!answered) {
            caller.remember(how);
        }
        if (!wish.relayReason() || rung.grouped()) {
            return true;
        }
        caller.askHangup(rung.single().map(this::causeOf).orElse(how));
        return false;
    }

    private synchronized Cause causeOf(Id<Call> leg) {
        return ended.getOrDefault(leg, Cause.NORMAL);
    }

    private void leave(List<Id<Call>> legs) {
        over.complete(Cause.NORMAL);
        silence();
        legs.forEach(calls::askHangup);
    }

    // the legs' actors meet here, and the caller's flow: a lock, held for a few lines of bookkeeping

    private synchronized void begin(List<Id<Call>> legs) {
        dialled = true;
        all.addAll(legs);
        endIfNobodyIsLeft();
    }

    private synchronized Optional<Id<Call>> winner() {
        return Optional.ofNullable(winner);
    }

    @Override
    public void rings(Id<Call> call) {
        if (caller.isAnswered()) {
            startRingBack();
        } else {
            caller.leg().ring();
        }
    }

    private synchronized void startRingBack() {
        if (ringBack == null && winner == null && !heard && !over.isDone()) {
            ringBack = caller.leg().media().play(new RingBack(), _ -> {});
        }
    }

    private synchronized void silence() {
        if (ringBack != null) {
            ringBack.stop();
        }
    }

    @Override
    public void early(Id<Call> call) {
        if (wish.earlyMedia() && firstHeard()) {
            silence();
            caller.leg().progress();
            calls.mediaOf(call).ifPresent(media -> caller.leg().media().bridge(media));
        } else {
            rings(call);
        }
    }

    private synchronized boolean firstHeard() {
        boolean first = !heard && winner == null;
        heard = true;
        return first;
    }

    @Override
    public boolean answered(Id<Call> call) {
        synchronized (this) {
            if (winner != null || over.isDone()) {
                return false;
            }
            winner = call;
        }
        Thread.ofVirtual().name("connect-" + id).start(() -> others(call)
                .forEach(other -> calls.askHangup(other, Cause.ANSWERED_ELSEWHERE)));
        return true;
    }

    private synchronized List<Id<Call>> others(Id<Call> call) {
        return all.stream().filter(leg -> !leg.equals(call)).toList();
    }

    /** On the flow thread of who has answered: connects the two, and waits until either leaves. */
    void join(LiveCall callee) throws InterruptedException {
        caller.answer();
        if (over.isDone()) {
            return;
        }
        silence();
        MediaSession media = caller.leg().media();
        media.bridge(callee.leg().media());
        try {
            over.get();
        } catch (ExecutionException neverCompletedSo) {
            throw new IllegalStateException(neverCompletedSo);
        } finally {
            media.unbridge();
            over.complete(Cause.NORMAL);
        }
    }

    @Override
    public void ended(Id<Call> call) {
        ended(call, Cause.NORMAL);
    }

    @Override
    public synchronized void ended(Id<Call> call, Cause why) {
        ended.put(call, why);
        if (call.equals(winner)) {
            over.complete(why);
        } else {
            endIfNobodyIsLeft();
        }
    }

    /** What ends before all legs are known does not decide yet. */
    private void endIfNobodyIsLeft() {
        if (dialled && winner == null && ended.keySet().containsAll(all)) {
            over.complete(mostTelling(Set.copyOf(ended.values())));
        }
    }

    static Cause mostTelling(Set<Cause> causes) {
        return TELLING.stream()
                .filter(causes::contains)
                .findFirst()
                .orElseGet(() -> causes.stream().sorted().findFirst().orElse(Cause.NO_ANSWER));
    }
}
