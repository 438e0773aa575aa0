package voipbin.platform.call;

import java.util.List;
import java.util.Optional;
import voipbin.base.Id;

/**
 * A transfer at work (calls §3): somebody hands on whom they talk with, to whoever of the targets answers first. It
 * watches the targets' calls and hears from the conversation who leaves that meanwhile.
 */
abstract sealed class Handover implements CallWatcher permits BlindHandover, AttendedHandover {

    /** Who hands on whom, and where they talk. */
    record Parties(Conversation conversation, LiveCall transferer, LiveCall kept) {}

    /** Who has asked for it, and hears how it goes; on the calls' threads. */
    interface Listener {

        default void rings() {}

        void completed(Id<Call> transferee);

        default void failed(Cause why) {}
    }

    protected final Conversation conversation;
    protected final LiveCall transferer;
    protected final LiveCall kept;
    protected final Listener listener;
    protected final Calls calls;
    protected final Rung rung = new Rung();

    Handover(Parties parties, Listener listener, Calls calls) {
        this.conversation = parties.conversation();
        this.transferer = parties.transferer();
        this.kept = parties.kept();
        this.listener = listener;
        this.calls = calls;
    }

    final LiveCall transferer() {
        return transferer;
    }

    /** Comes before anybody is dialled; false if another transfer is at work there, or the conversation is over. */
    final boolean begins() {
        return conversation.begins(this);
    }

    /** Before anybody is dialled. */
    void prepare() {}

    /** These have been dialled; with none it has failed. */
    final void dialled(List<Id<Call>> legs, Cause ifNone) {
        Optional<Cause> failure = legs.isEmpty() ? Optional.of(ifNone) : rung.dialled(legs);
        failure.ifPresent(this::fails);
        if (conversation.isOver()) {
            letGo();
        }
    }

    /** All stays as it was, if who wanted this is still there. */
    void fails(Cause why) {
        conversation.silence();
        conversation.fails(this, why);
        listener.failed(why);
    }

    /** Nobody is to take a place in what is over. */
    final void letGo() {
        rung.all().forEach(calls::askHangup);
    }

    /** Whether somebody is on the way to the place of this one. Called with the conversation's lock. */
    abstract boolean fills(Id<Call> place);

    /** Whether this one only waits, while others talk. Called with the conversation's lock. */
    abstract boolean holds(Id<Call> call);

    /** One of those who talked, or were to, has left the conversation. */
    abstract void left(Id<Call> who);

    @Override
    public void dialled(List<Id<Call>> further) {
        rung.further(further);
        if (conversation.isOver() && !rung.isAnswered()) {
            further.forEach(calls::askHangup);
        }
    }

    @Override
    public void rings(Id<Call> call) {
        listener.rings();
    }

    @Override
    public void early(Id<Call> call) {
        rings(call);
    }

    @Override
    public void ended(Id<Call> call) {
        ended(call, Cause.NORMAL);
    }

    @Override
    public void ended(Id<Call> call, Cause why) {
        rung.ended(call, why).ifPresent(this::fails);
        conversation.leave(call, why);
    }

    /** The others need not ring any more. */
    final void won(Id<Call> call) {
        rung.others(call).forEach(other -> calls.askHangup(other, Cause.ANSWERED_ELSEWHERE));
    }
}
