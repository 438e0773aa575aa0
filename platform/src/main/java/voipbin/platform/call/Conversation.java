package voipbin.platform.call;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
 * Two calls that hear each other, or are about to; a third waits, muted, while two consult (attended transfer). Their
 * flows wait in it; it is over when one is left alone and nobody is on the way to that place. It outlives whoever began
 * it when that one hands it on.
 */
final class Conversation {

    private final Id<Conversation> id;
    private final Calls calls;
    private final CompletableFuture<Cause> over = new CompletableFuture<>();
    private final Set<Id<Call>> parties = new LinkedHashSet<>(4);

    /** Who has been sent to another conversation, and where. */
    private final Map<Id<Call>, Conversation> moved = new HashMap<>(0);

    private @Nullable Handover handover;
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

    /** Who this one talks with; empty unless both are there. One who only waits is the last to be meant. */
    synchronized Optional<LiveCall> partner(Id<Call> who) {
        return over.isDone() || !parties.contains(who)
                ? Optional.empty()
                : parties.stream()
                        .filter(one -> !one.equals(who))
                        .min(Comparator.comparing(this::waits))
                        .flatMap(calls::find);
    }

    private boolean waits(Id<Call> one) {
        return handover != null && handover.holds(one);
    }

    /** Gives one's place to another. */
    synchronized boolean replace(Id<Call> who, Id<Call> by) {
        if (over.isDone() || !parties.remove(who)) {
            return false;
        }
        parties.add(by);
        return true;
    }

    /** One has gone: that is the end for who is left alone, unless somebody is on the way to that place. */
    boolean leave(Id<Call> who, Cause why) {
        Optional<Handover> at;
        synchronized (this) {
            if (!parties.remove(who)) {
                return false;
            }
            at = Optional.ofNullable(handover);
            boolean filled = at.filter(one -> one.fills(who)).isPresent();
            if (parties.size() < 2 && !filled) {
                over.complete(why);
            }
        }
        at.ifPresent(one -> one.left(who));
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
    synchronized boolean begins(Handover one) {
        if (over.isDone() || handover != null) {
            return false;
        }
        handover = one;
        return true;
    }

    /** The target has answered: it has the place of who has sent it, who may be gone already. */
    synchronized boolean completes(Handover one, Id<Call> target) {
        if (over.isDone() || handover != one) {
            return false;
        }
        handover = null;
        parties.remove(one.transferer().id());
        return parties.add(target);
    }

    /** The target has answered: it gets a place of its own, for as long as it is asked. */
    synchronized boolean consults(Handover one, Id<Call> target) {
        return !over.isDone() && handover == one && parties.add(target);
    }

    /** Nothing is to be done for this transfer any more; false if that was known. */
    synchronized boolean settles(Handover one) {
        boolean first = handover == one;
        handover = first ? null : handover;
        return first;
    }

    /** The target does not answer: all stays as it was, if who wanted this is still there. */
    synchronized void fails(Handover one, Cause why) {
        if (settles(one) && !parties.contains(one.transferer().id())) {
            over.complete(why);
        }
    }

    /** Lets two hear each other who both have a place here. */
    synchronized void connect(LiveCall one, LiveCall other) {
        if (!over.isDone() && parties.containsAll(Set.of(one.id(), other.id()))) {
            one.leg().media().bridge(other.leg().media());
        }
    }

    /** Lets one hear that it rings, who has heard somebody before. */
    synchronized void ringAgainTo(LiveCall who) {
        heard = false;
        ringTo(who);
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
            // who was there a moment ago may have handed over to another
            partner(who.id()).ifPresent(now -> connect(now, who));
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
        who.touched();
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
        who.touched();
        Optional<Conversation> next = movedTo(who.id());
        if (next.isPresent()) {
            next.get().join(who);
        }
        return why;
    }
}
