package voipbin.platform.groupcall;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.kit.sql.Tx;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallWatcher;
import voipbin.platform.call.Cause;
import voipbin.platform.groupcall.Groupcall.AnswerMethod;
import voipbin.platform.groupcall.Groupcall.Status;

/**
 * A group whose members ring or talk, perhaps in groups within it. Its members' threads call it; with
 * {@code hangup_others} the first to answer wins, in the whole tree of groups.
 */
final class LiveGroupcall implements CallWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(LiveGroupcall.class);

    record Over(Status status, int callCount, int groupcallCount) {}

    private final Id<Groupcall> id;
    private final Id<?> owner;
    private final Ring ring;
    private final Groupcalls groupcalls;
    private final CallWatcher outer;
    private final @Nullable LiveGroupcall parent;
    private final AtomicReference<@Nullable Id<Call>> winner = new AtomicReference<>();
    private volatile boolean answered;

    /** Whether nobody else is to be rung, in this group or those within it. */
    private volatile boolean stopped;

    // filled within transactions, where nothing may be waited for: never under the lock
    private final List<Id<Call>> calls;
    private final List<Id<Groupcall>> groups;
    private final Set<Id<Call>> alive = ConcurrentHashMap.newKeySet();
    private final Set<Id<Groupcall>> aliveGroups = ConcurrentHashMap.newKeySet();
    private final List<LiveGroupcall> nested = new CopyOnWriteArrayList<>();

    // the members' threads meet here, and the counts in the row must go down in the order of their ends: a lock
    private final Object lock = new Object();
    private int index;
    private boolean hangingUp;
    private boolean over;

    /** @param outer whoever made the group and waits for what becomes of it */
    LiveGroupcall(Groupcall row, Ring ring, Groupcalls groupcalls, CallWatcher outer) {
        this(row, ring, groupcalls, outer, null);
    }

    private LiveGroupcall(
            Groupcall row, Ring ring, Groupcalls groupcalls, CallWatcher outer, @Nullable LiveGroupcall parent) {
        this.id = row.id();
        this.owner = row.ownerId();
        this.ring = ring;
        this.groupcalls = groupcalls;
        this.outer = outer;
        this.parent = parent;
        this.calls = new CopyOnWriteArrayList<>(row.callIds());
        this.groups = new CopyOnWriteArrayList<>(row.groupcallIds());
        this.alive.addAll(row.callIds());
        this.aliveGroups.addAll(row.groupcallIds());
        this.index = ring.index();
    }

    Id<Groupcall> id() {
        return id;
    }

    /** The agent behind it, or nil. */
    Id<?> owner() {
        return owner;
    }

    Ring.Terms terms() {
        return ring.terms();
    }

    /** Who rings or talks now, in the groups within it too. */
    List<Id<Call>> members() {
        return Stream.concat(alive.stream(), nested.stream().flatMap(group -> group.members().stream()))
                .toList();
    }

    /** A group within this one. */
    LiveGroupcall nest(Groupcall row, Ring within) {
        LiveGroupcall group = new LiveGroupcall(row, within, groupcalls, outer, this);
        nested.add(group);
        return group;
    }

    /** A group within this one that nobody is in. */
    void without(Id<Groupcall> group) {
        aliveGroups.remove(group);
    }

    /** Decided without waiting, so that the answered phone is not kept in silence; the rest happens beside it. */
    @Override
    public boolean answered(Id<Call> call) {
        boolean one = ring.terms().answerMethod() == AnswerMethod.HANGUP_OTHERS;
        if (one && !top().winner.compareAndSet(null, call) || !outer.answered(call)) {
            return false;
        }
        for (LiveGroupcall group = this; group != null; group = group.parent) {
            group.answered = true;
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
            top().hangup(call, Cause.ANSWERED_ELSEWHERE);
        }
        groupcalls.rows().update(id, new Answered(call), "groupcall_progressing");
        for (LiveGroupcall group = this; group.parent != null; group = group.parent) {
            groupcalls.rows().update(group.parent.id, new Within(group.id), "groupcall_progressing");
        }
    }

    /** All calls of the tree but this one. */
    private void hangup(Id<Call> but, Cause why) {
        stopped = true;
        alive.stream()
                .filter(member -> !member.equals(but))
                .forEach(member -> groupcalls.calls().askHangup(member, why));
        nested.forEach(group -> group.hangup(but, why));
    }

    /** Ends all of it; the row says so until the last one has gone. */
    void hangup() {
        record HangingUp(Status status) {}
        synchronized (lock) {
            if (hangingUp || over) {
                return;
            }
            hangingUp = true;
            groupcalls.rows().update(id, new HangingUp(Status.HANGINGUP));
        }
        hangup(Id.nil(), Cause.NORMAL);
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
        boolean last = false;
        synchronized (lock) {
            if (alive.remove(call)) {
                last = dwindle(tell);
            }
        }
        if (!last) {
            tell.run();
        }
    }

    @Override
    public void ended(Id<Call> call) {
        ended(call, Cause.NORMAL);
    }

    private void over(Id<Groupcall> group) {
        synchronized (lock) {
            if (aliveGroups.remove(group)) {
                dwindle(() -> {});
            }
        }
    }

    private boolean isEmpty() {
        return alive.isEmpty() && aliveGroups.isEmpty();
    }

    /**
     * One less; called with the lock.
     *
     * @param then runs once those of a next round are known
     * @return whether there may be a next round
     */
    private boolean dwindle(Runnable then) {
        record Count(int callCount, int groupcallCount) {}
        if (!isEmpty()) {
            groupcalls.rows().update(id, new Count(alive.size(), aliveGroups.size()));
        } else if (answered || hangingUp || stopped || ring.rounds() == Rounds.NONE) {
            over();
        } else {
            Thread.ofVirtual().name("groupcall-" + id).start(() -> {
                dialOn();
                then.run();
            });
            return true;
        }
        return false;
    }

    private void over() {
        over = true;
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
            boolean ringing = false;
            Optional<Function<Tx, List<Party>>> round = next();
            while (round.isPresent() && !ringing) {
                ringing = dial(round.get());
                round = ringing ? round : next();
            }
            if (!ringing) {
                synchronized (lock) {
                    over();
                }
            } else if (isHangingUp() || stopped) {
                hangup(Id.nil(), Cause.NORMAL);
            }
        } catch (RuntimeException bug) {
            LOG.error("groupcall {} cannot go on", id, bug);
            synchronized (lock) {
                over();
            }
        }
    }

    private Optional<Function<Tx, List<Party>>> next() {
        synchronized (lock) {
            index++;
            return hangingUp || stopped ? Optional.empty() : ring.rounds().round(index);
        }
    }

    private boolean dial(Function<Tx, List<Party>> round) {
        record Dialled(
                List<Id<Call>> callIds,
                List<Id<Groupcall>> groupcallIds,
                int callCount,
                int groupcallCount,
                int dialIndex) {}
        int destination = index();
        List<Id<Call>> ringing = new ArrayList<>();
        boolean dialled = groupcalls.rows().db().write(tx -> {
            ringing.clear();
            List<Party> parties = round.apply(tx);
            List<Id<Groupcall>> within =
                    Groupcalls.nested(parties).map(_ -> Id.<Groupcall>random()).toList();
            List<Id<Call>> members = Groupcalls.calls(parties);
            alive.addAll(members);
            aliveGroups.addAll(within);
            calls.addAll(members);
            groups.addAll(within);
            groupcalls
                    .rows()
                    .update(
                            tx,
                            id,
                            new Dialled(
                                    List.copyOf(calls),
                                    List.copyOf(groups),
                                    members.size(),
                                    Groupcalls.alive(parties),
                                    destination));
            // the caller's variables are for the first round only (calls §2.3)
            groupcalls.place(tx, this, parties, within, Map.of());
            ringing.addAll(members);
            Groupcalls.nested(parties).forEach(party -> ringing.addAll(Groupcalls.calls(party.members())));
            if (!ring.terms().master().isNil()) {
                groupcalls.calls().chain(tx, ring.terms().master(), ringing);
            }
            return !members.isEmpty() || Groupcalls.alive(parties) > 0;
        });
        outer.dialled(ringing);
        return dialled;
    }

    private int index() {
        synchronized (lock) {
            return index;
        }
    }

    private boolean isHangingUp() {
        synchronized (lock) {
            return hangingUp;
        }
    }
}
