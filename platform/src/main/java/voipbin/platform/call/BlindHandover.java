package voipbin.platform.call;

import voipbin.base.Id;

/**
 * Who was talked with waits, hearing it ring once they are alone; the target takes the place of who has handed them on,
 * who is hung up at the latest then. With no answer the conversation goes on, or is over if nobody is left to talk to.
 */
final class BlindHandover extends Handover {

    BlindHandover(Parties parties, Listener listener, Calls calls) {
        super(parties, listener, calls);
    }

    @Override
    boolean fills(Id<Call> place) {
        return transferer.id().equals(place);
    }

    @Override
    boolean holds(Id<Call> call) {
        return false;
    }

    @Override
    void left(Id<Call> who) {
        if (conversation.isOver()) {
            letGo();
        } else if (fills(who)) {
            conversation.ringAgainTo(kept);
        }
    }

    @Override
    public boolean answered(Id<Call> call) {
        if (!rung.claim(call) || !conversation.completes(this, call)) {
            return false;
        }
        listener.completed(call);
        calls.free(transferer, kept);
        transferer.askHangup();
        won(call);
        return true;
    }
}
