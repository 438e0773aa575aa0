package voipbin.platform.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Connection;

/**
 * One connect action at work: a call, those who ring for it, and the conversation of the two who talk. The caller's
 * flow waits in {@link #run}; each leg's actor tells what becomes of it.
 */
final class Connecting implements CallWatcher {

    private final Conversation conversation;
    private final LiveCall caller;
    private final Connection wish;
    private final Calls calls;
    private final Rung rung = new Rung();
    private final AtomicBoolean heard = new AtomicBoolean();

    Connecting(Conversation conversation, LiveCall caller, Connection wish, Calls calls) {
        this.conversation = conversation;
        this.caller = caller;
        this.wish = wish;
        this.calls = calls;
    }

    /** Rings, connects and waits until that is over; false when the flow is to end. On the caller's flow thread. */
    boolean run() throws InterruptedException {
        Dialer.Dialled dialled = dial();
        if (dialled.calls().isEmpty()) {
            conversation.end(dialled.otherwise());
            caller.remember(dialled.otherwise());
            return false;
        }
        try {
            rung.dialled(dialled.calls()).ifPresent(conversation::end);
            return goesOn(dialled, conversation.stay(caller));
        } finally {
            leave(rung.all());
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
        Action join = Action.of(
                "confbridge_join", Map.of("confbridge_id", conversation.id().toString()));
        return new Dialer.Order(
                caller.customer(),
                caller.id(),
                wish.source().type().isEmpty() ? caller.seenFromAfar() : wish.source(),
                wish.destinations(),
                List.of(join, Action.of("hangup", Map.of())),
                wish.earlyMedia(),
                wish.anonymous());
    }

    private boolean goesOn(Dialer.Dialled dialled, Cause how) {
        if (!rung.isAnswered()) {
            caller.remember(how);
        }
        if (!wish.relayReason() || dialled.grouped()) {
            return true;
        }
        caller.askHangup(dialled.single().map(rung::causeOf).orElse(how));
        return false;
    }

    /** Those whom the conversation goes on with are nobody's legs any more. */
    private void leave(List<Id<Call>> legs) {
        if (conversation.isOver()) {
            conversation.silence();
        }
        legs.stream().filter(leg -> !conversation.keeps(leg)).forEach(calls::askHangup);
    }

    @Override
    public void dialled(List<Id<Call>> further) {
        rung.further(further);
        if (conversation.isOver() && !rung.isAnswered()) {
            further.forEach(calls::askHangup);
        }
    }

    @Override
    public void rings(Id<Call> call) {
        if (caller.isAnswered()) {
            conversation.ringTo(caller);
        } else {
            caller.leg().ring();
        }
    }

    @Override
    public void early(Id<Call> call) {
        if (wish.earlyMedia() && !rung.isAnswered() && heard.compareAndSet(false, true)) {
            conversation.silence();
            caller.leg().progress();
            calls.mediaOf(call).ifPresent(media -> caller.leg().media().bridge(media));
        } else {
            rings(call);
        }
    }

    @Override
    public boolean answered(Id<Call> call) {
        if (conversation.isOver() || !rung.claim(call) || !conversation.admit(call)) {
            return false;
        }
        Thread.ofVirtual()
                .name("connect-" + conversation.id())
                .start(() -> rung.others(call).forEach(other -> calls.askHangup(other, Cause.ANSWERED_ELSEWHERE)));
        return true;
    }

    @Override
    public void ended(Id<Call> call) {
        ended(call, Cause.NORMAL);
    }

    @Override
    public void ended(Id<Call> call, Cause why) {
        rung.ended(call, why).ifPresent(conversation::end);
        conversation.leave(call, why);
    }
}
