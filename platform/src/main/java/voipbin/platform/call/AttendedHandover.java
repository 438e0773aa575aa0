package voipbin.platform.call;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.platform.call.Call.MuteDirection;

/**
 * Who was talked with hears music and is not heard, while who hands them on asks the target first. When that one hangs
 * up the two go on by themselves; when the target does not answer, or leaves again, all is as it was (calls §3).
 */
final class AttendedHandover extends Handover {

    private volatile @Nullable LiveCall target;

    AttendedHandover(Parties parties, Listener listener, Calls calls) {
        super(parties, listener, calls);
    }

    @Override
    void prepare() {
        kept.audio().music(true);
        kept.audio().mute(MuteDirection.IN);
    }

    private void resume() {
        if (calls.find(kept.id()).isPresent()) {
            kept.audio().unmute(MuteDirection.IN);
            kept.audio().music(false);
        }
    }

    @Override
    boolean fills(Id<Call> place) {
        return false;
    }

    @Override
    boolean holds(Id<Call> call) {
        return kept.id().equals(call);
    }

    @Override
    public void rings(Id<Call> call) {
        super.rings(call);
        if (target == null) {
            conversation.ringAgainTo(transferer);
        }
    }

    /** The target's own flow brings it into the conversation, where it talks with who has asked for it. */
    @Override
    public boolean answered(Id<Call> call) {
        Optional<LiveCall> found = calls.find(call);
        if (found.isEmpty() || !rung.claim(call) || !conversation.consults(this, call)) {
            return false;
        }
        target = found.get();
        conversation.silence();
        calls.free(transferer, kept);
        won(call);
        return true;
    }

    @Override
    void fails(Cause why) {
        super.fails(why);
        resume();
    }

    @Override
    void left(Id<Call> who) {
        if (conversation.isOver()) {
            letGo();
            resume();
            return;
        }
        LiveCall other = target;
        if (other == null || !conversation.settles(this)) {
            return;
        }
        if (who.equals(transferer.id())) {
            listener.completed(other.id());
            resume();
            conversation.connect(kept, other);
        } else if (who.equals(other.id())) {
            resume();
            conversation.connect(transferer, kept);
        }
    }
}
