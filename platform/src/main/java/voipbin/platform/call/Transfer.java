package voipbin.platform.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.address.Address;
import voipbin.platform.flow.Action;
import voipbin.sip.Phrases;
import voipbin.sip.ReferRequest;

/**
 * A blind transfer at work: who was talked with waits, the target rings and takes the place of who asked for it, who is
 * told how it goes (RFC 3515) and hung up at the end.
 */
final class Transfer implements CallWatcher {

    private final Conversation conversation;
    private final LiveCall referrer;
    private final LiveCall kept;
    private final ReferRequest refer;
    private final Calls calls;
    private final Rung rung = new Rung();

    Transfer(Conversation conversation, LiveCall referrer, LiveCall kept, ReferRequest refer, Calls calls) {
        this.conversation = conversation;
        this.referrer = referrer;
        this.kept = kept;
        this.refer = refer;
        this.calls = calls;
    }

    boolean isBy(Id<Call> call) {
        return referrer.id().equals(call);
    }

    LiveCall referrer() {
        return referrer;
    }

    LiveCall kept() {
        return kept;
    }

    /** Blocks while the target's legs are stored. */
    void begin(Address source, Address target) {
        if (!conversation.begins(this)) {
            refer.refuse(603, Phrases.of(603));
            return;
        }
        refer.accept();
        calls.free(referrer, kept);
        Dialer.Dialled dialled = dial(source, target);
        Optional<Cause> failure =
                dialled.calls().isEmpty() ? Optional.of(dialled.otherwise()) : rung.dialled(dialled.calls());
        failure.ifPresent(this::failed);
    }

    private Dialer.Dialled dial(Address source, Address target) {
        Action join = Action.of(
                "confbridge_join", Map.of("confbridge_id", conversation.id().toString()));
        Dialer.Order order = new Dialer.Order(
                kept.customer(),
                kept.id(),
                source,
                List.of(target),
                List.of(join, Action.of("hangup", Map.of())),
                false,
                "auto");
        try {
            return calls.dialer().dial(order, this);
        } catch (Problem refused) {
            return new Dialer.Dialled(List.of(), Optional.empty(), false, Cause.REJECTED);
        }
    }

    private void failed(Cause why) {
        refer.finish(why.status(), Phrases.of(why.status()));
        conversation.silence();
        conversation.fails(this, why);
    }

    @Override
    public void rings(Id<Call> call) {
        refer.progress(180, Phrases.of(180));
    }

    @Override
    public void early(Id<Call> call) {
        rings(call);
    }

    @Override
    public boolean answered(Id<Call> call) {
        if (!rung.claim(call) || !conversation.completes(this, call)) {
            return false;
        }
        refer.finish(200, Phrases.of(200));
        referrer.askHangup();
        rung.others(call).forEach(other -> calls.askHangup(other, Cause.ANSWERED_ELSEWHERE));
        return true;
    }

    @Override
    public void ended(Id<Call> call) {
        ended(call, Cause.NORMAL);
    }

    @Override
    public void ended(Id<Call> call, Cause why) {
        Optional<Cause> failure = rung.ended(call, why);
        failure.ifPresent(this::failed);
        conversation.leave(call, why);
    }
}
