package voipbin.platform.call;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.media.Playback;
import voipbin.media.audio.RingBack;

/**
 * Two calls that hear each other, or are about to. Their flows wait in it; it is over when one of the two leaves and
 * nobody is on the way to that place. It outlives whoever began it when that one hands it on.
 */
final class Conversation {

    private final Id<Conversation> id;
    private final Calls calls;
    private final CompletableFuture<Cause> over = new CompletableFuture<>();
    private final Set<Id<Call>> parties = new HashSet<>(4);

    /** Who has been sent to another conversation, and where. */
    private final Map<Id<Call>, Conversation> moved = new HashMap<>(0);

    private @Nullable Transfer transfer;
    private boolean heard;
    private @Nullable Playback ringBack;

    Conversation(Id<Conversation> id, LiveCall first, Calls calls) {
        this.id = id;
        this.calls = calls;
        parties.add(first.id());
    }

    Id<Conversation> id() {
        return id;
    }

    boolean isOver() {
        return over.isDone();
    }

    void whenOver(Runnable then) {
        over.whenComplete((_, _) -> then.run());
    }

    /** Ends it for both. */
    void end(Cause why) {
        over.complete(why);
    }

    // the flows of both meet here, the actors of their legs, and transfers: a lock, held for a few lines of bookkeeping

    /** Lets a second one in. */
    synchronized boolean admit(Id<Call> call) {
        return !over.isDone() && parties.size() < 2 && parties.add(call);
    }

    /** Whether this call has a place here, or had one until it was sent elsewhere. */
    synchronized boolean keeps(Id<Call> call) {
        return !over.isDone() && parties.contains(call) || moved.containsKey(call);
    }

    /** Who this one talks with; empty unless both are there. */
    synchronized Optional<LiveCall> partner(Id<Call> who) {
        return over.isDone() || !parties.contains(who)
                ? Optional.empty()
                : parties.stream().filter(one -> !one.equals(who)).findFirst().flatMap(calls::find);
    }

    /** Gives one's place to another. */
    synchronized boolean replace(Id<Call> who, Id<Call> by) {
        if (over.isDone() || !parties.remove(who)) {
            return false;
        }
        parties.add(by);
        return true;
    }

    /** One has gone: that is the end, unless who takes that place rings already. False if it had no place here. */
    synchronized boolean leave(Id<Call> who, Cause why) {
        if (!parties.remove(who)) {
            return false;
        }
        if (transfer != null && transfer.isBy(who) && !over.isDone()) {
            heard = false;
            ringTo(transfer.kept());
        } else {
            over.complete(why);
        }
        return true;
    }

    /** Sends this one to talk in another conversation; the one who stays behind is about to be hung up. */
    synchronized void send(LiveCall who, Conversation there) {
        moved.put(who.id(), there);
        parties.clear();
        over.complete(Cause.NORMAL);
    }

    private synchronized Optional<Conversation> movedTo(Id<Call> who) {
        return Optional.ofNullable(moved.get(who));
    }

    private synchronized boolean isLeftBehind(Id<Call> who) {
        return !moved.isEmpty() && !moved.containsKey(who);
    }

    /** One transfer at a time. */
    synchronized boolean begins(Transfer one) {
        if (over.isDone() || transfer != null) {
            return false;
        }
        transfer = one;
        return true;
    }

    /** The target has answered: it has the place of who has sent it, who may be gone already. */
    synchronized boolean completes(Transfer one, Id<Call> target) {
        if (over.isDone() || transfer != one) {
            return false;
        }
        transfer = null;
        parties.remove(one.referrer().id());
        return parties.add(target);
    }

    /** The target does not answer: all stays as it was, if who wanted this is still there. */
    synchronized void fails(Transfer one, Cause why) {
        transfer = null;
        if (!parties.contains(one.referrer().id())) {
            over.complete(why);
        }
    }

    /** Lets a waiting one hear that it rings somewhere. */
    synchronized void ringTo(LiveCall who) {
        if (!heard && ringBack == null && !over.isDone()) {
            ringBack = who.leg().media().play(new RingBack(), _ -> {});
        }
    }

    /** Somebody is to be heard from now on. */
    synchronized void silence() {
        heard = true;
        if (ringBack != null) {
            ringBack.stop();
            ringBack = null;
        }
    }

    /** On the flow's thread: talks with whom it finds here, and returns when that is over. */
    void join(LiveCall who) throws InterruptedException {
        who.leg().replaces().flatMap(calls::of).ifPresent(replaced -> takePlace(who, replaced));
        Optional<LiveCall> other = partner(who.id());
        if (other.isEmpty()) {
            return;
        }
        other.get().answer();
        if (!over.isDone()) {
            silence();
            other.get().leg().media().bridge(who.leg().media());
            stay(who);
        }
    }

    /** As the far end has asked for in its INVITE (RFC 3891). */
    private void takePlace(LiveCall who, LiveCall replaced) {
        Optional<LiveCall> kept = partner(replaced.id());
        if (kept.isPresent() && replace(replaced.id(), who.id())) {
            calls.free(replaced, kept.get());
            replaced.askHangup();
        }
    }

    /** On the flow's thread: waits until it is over, here or where one has been sent. */
    Cause stay(LiveCall who) throws InterruptedException {
        Cause why;
        try {
            why = over.get();
        } catch (ExecutionException neverCompletedSo) {
            throw new IllegalStateException(neverCompletedSo);
        } finally {
            if (leave(who.id(), Cause.NORMAL)) {
                who.leg().media().unbridge();
            }
        }
        if (isLeftBehind(who.id())) {
            // it is being hung up, which interrupts this: its flow must not go on meanwhile
            new CountDownLatch(1).await();
        }
        Optional<Conversation> next = movedTo(who.id());
        if (next.isPresent()) {
            next.get().join(who);
        }
        return why;
    }
}
