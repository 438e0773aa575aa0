package voipbin.platform.groupcall;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallWatcher;
import voipbin.platform.call.Cause;
import voipbin.platform.groupcall.Groupcall.AnswerMethod;
import voipbin.platform.groupcall.Groupcall.Status;

/**
 * A group whose members ring or talk, perhaps in groups within it. Its members' threads call it and
 * {@link GroupcallMachine} decides; with {@code hangup_others} the first to answer wins, in the whole tree of groups.
 */
final class LiveGroupcall implements CallWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(LiveGroupcall.class);

    record Over(Status status, int callCount, int groupcallCount) {}

    private final Id<Groupcall> id;
    private final Id<?> owner;
    private final Ring.Terms terms;
    private final Groupcalls groupcalls;
    private final CallWatcher outer;
    private final @Nullable LiveGroupcall parent;
    private final AtomicReference<@Nullable Id<Call>> winner = new AtomicReference<>();
    private final Members members;
    private final FurtherRounds rounds;

    /** An answer changes it without waiting for anything. */
    private final AtomicReference<GroupcallState> state;

    // the members' threads meet here, and the counts in the row must go down in the order of their ends: a lock
    private final Object lock = new Object();

    /** Who is to be told of ends once those of the next round are known. */
    private final List<Runnable> tellings = new ArrayList<>(0);

    /** @param outer whoever made the group and waits for what becomes of it */
    LiveGroupcall(Groupcall row, Ring ring, Groupcalls groupcalls, CallWatcher outer) {
        this(row, ring, groupcalls, outer, null);
    }

    private LiveGroupcall(
            Groupcall row, Ring ring, Groupcalls groupcalls, CallWatcher outer, @Nullable LiveGroupcall parent) {
        this.id = row.id();
        this.owner = row.ownerId();
        this.terms = ring.terms();
        this.groupcalls = groupcalls;
        this.outer = outer;
        this.parent = parent;
        this.members = new Members(row);
        this.rounds = new FurtherRounds(this, members, ring, groupcalls);
        this.state = new AtomicReference<>(GroupcallState.ringing(ring.rounds() != Rounds.NONE));
    }

    Id<Groupcall> id() {
        return id;
    }

    /** The agent behind it, or nil. */
    Id<?> owner() {
        return owner;
    }

    Ring.Terms terms() {
        return terms;
    }

    /** Who rings or talks now, in the groups within it too. */
    List<Id<Call>> members() {
        return members.allAlive();
    }

    /** A group within this one. */
    LiveGroupcall nest(Groupcall row, Ring within) {
        LiveGroupcall group = new LiveGroupcall(row, within, groupcalls, outer, this);
        members.add(group);
        return group;
    }

    /** A group within this one that nobody is in. */
    void without(Id<Groupcall> group) {
        members.removeGroup(group);
    }

    /** Whether nobody more is wanted. */
    boolean isSettled() {
        return state.get().isSettled();
    }

    private List<GroupcallEffect> turn(GroupcallSignal signal) {
        while (true) {
            GroupcallState before = state.get();
            GroupcallMachine.Turn turn = GroupcallMachine.next(before, signal);
            if (state.compareAndSet(before, turn.state())) {
                return turn.effects();
            }
        }
    }

    /** Decided without waiting, so that the answered phone is not kept in silence; the rest happens beside it. */
    @Override
    public boolean answered(Id<Call> call) {
        boolean one = terms.answerMethod() == AnswerMethod.HANGUP_OTHERS;
        if (one && !top().winner.compareAndSet(null, call)
                || !turn(GroupcallSignal.ANSWERED).contains(GroupcallEffect.TAKE_ANSWER)
                || !outer.answered(call)) {
            return false;
        }
        for (LiveGroupcall above = parent; above != null; above = above.parent) {
            above.turn(GroupcallSignal.ANSWERED);
        }
        Thread.ofVirtual().name("groupcall-" + id).start(() -> settle(call, one));
        return true;
    }

    private LiveGroupcall top() {
        LiveGroupcall group = this;
        while (group.parent != null) {
            group = group.parent;
        }
        return group;
    }

    private void settle(Id<Call> call, boolean one) {
        record Answered(Id<Call> answerCallId) {}
        record Within(Id<Groupcall> answerGroupcallId) {}
        if (one) {
            top().unwanted(call, Cause.ANSWERED_ELSEWHERE);
        }
        groupcalls.rows().update(id, new Answered(call), "groupcall_progressing");
        for (LiveGroupcall group = this; group.parent != null; group = group.parent) {
            groupcalls.rows().update(group.parent.id, new Within(group.id), "groupcall_progressing");
        }
    }

    /** Nobody of the tree is wanted but this one. */
    private void unwanted(Id<Call> but, Cause why) {
        if (turn(GroupcallSignal.UNWANTED).contains(GroupcallEffect.RELEASE_MEMBERS)) {
            release(but, why);
        }
    }

    private void release(Id<Call> but, Cause why) {
        members.alive().stream()
                .filter(member -> !member.equals(but))
                .forEach(member -> groupcalls.calls().askHangup(member, why));
        members.nested().forEach(group -> group.unwanted(but, why));
    }

    /** Ends all of it; the row says so until the last one has gone. */
    void hangup() {
        record HangingUp(Status status) {}
        synchronized (lock) {
            if (!turn(GroupcallSignal.HANGUP_ASKED).contains(GroupcallEffect.TELL_HANGINGUP)) {
                return;
            }
            groupcalls.rows().update(id, new HangingUp(Status.HANGINGUP));
        }
        release(Id.nil(), Cause.NORMAL);
    }

    @Override
    public void rings(Id<Call> call) {
        outer.rings(call);
    }

    @Override
    public void early(Id<Call> call) {
        outer.early(call);
    }

    /** Whoever waits hears of the last of a round only when those of the next are known. */
    @Override
    public void ended(Id<Call> call, Cause why) {
        Runnable tell = () -> outer.ended(call, why);
        synchronized (lock) {
            if (members.remove(call)) {
                dwindle();
            }
            if (state.get().dialling()) {
                tellings.add(tell);
                return;
            }
        }
        tell.run();
    }

    @Override
    public void ended(Id<Call> call) {
        ended(call, Cause.NORMAL);
    }

    private void over(Id<Groupcall> group) {
        synchronized (lock) {
            if (members.removeGroup(group)) {
                dwindle();
            }
        }
    }

    /** One less, or a round that has ended while it was dialled; called with the lock. */
    private void dwindle() {
        record Count(int callCount, int groupcallCount) {}
        GroupcallSignal signal = members.isEmpty() ? GroupcallSignal.LAST_ENDED : GroupcallSignal.ONE_ENDED;
        for (GroupcallEffect effect : turn(signal)) {
            switch (effect) {
                case TELL_COUNT ->
                    groupcalls.rows().update(id, new Count(members.callCount(), members.groupcallCount()));
                case TELL_OVER -> tellOver();
                case DIAL_NEXT -> Thread.ofVirtual().name("groupcall-" + id).start(this::dialOn);
                case TAKE_ANSWER, RELEASE_MEMBERS, TELL_HANGINGUP ->
                    throw new IllegalStateException(effect + " of an end");
            }
        }
    }

    private void tellOver() {
        groupcalls.rows().update(id, new Over(Status.HANGUP, 0, 0), "groupcall_hangup");
        groupcalls.forget(id);
        if (parent != null) {
            LiveGroupcall above = parent;
            Thread.ofVirtual().name("groupcall-" + above.id).start(() -> above.over(id));
        }
    }

    /** Nobody of the last round has answered: the next destination that can be dialled rings. */
    private void dialOn() {
        try {
            List<Id<Call>> ringing = rounds.next();
            if (!ringing.isEmpty()) {
                outer.dialled(ringing);
            }
            dialled(ringing.isEmpty() ? GroupcallSignal.ROUNDS_OVER : GroupcallSignal.ROUND_RINGS);
        } catch (RuntimeException bug) {
            LOG.error("groupcall {} cannot go on", id, bug);
            dialled(GroupcallSignal.ROUNDS_OVER);
        }
    }

    /** Whoever of a new round may have answered already. */
    private Id<Call> kept() {
        Id<Call> first = top().winner.get();
        return first == null || state.get().status() == Status.HANGINGUP ? Id.nil() : first;
    }

    private void dialled(GroupcallSignal what) {
        List<Runnable> told = List.of();
        boolean unwanted;
        synchronized (lock) {
            List<GroupcallEffect> effects = turn(what);
            unwanted = effects.contains(GroupcallEffect.RELEASE_MEMBERS);
            if (effects.contains(GroupcallEffect.TELL_OVER)) {
                tellOver();
            } else if (members.isEmpty()) {
                dwindle();
            }
            if (!state.get().dialling()) {
                told = List.copyOf(tellings);
                tellings.clear();
            }
        }
        if (unwanted) {
            release(kept(), Cause.NORMAL);
        }
        told.forEach(Runnable::run);
    }
}
