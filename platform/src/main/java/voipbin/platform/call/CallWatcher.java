package voipbin.platform.call;

import voipbin.base.Id;

/** Whoever made a call and waits for what becomes of it. Called on the call's thread. */
public interface CallWatcher {

    /** The call has been answered; false if another one was first, and this one is to be hung up. */
    boolean answered(Id<Call> call);

    /** The call is over. */
    void ended(Id<Call> call);

    /** A call that nobody waits for. */
    CallWatcher NOBODY = new CallWatcher() {
        @Override
        public boolean answered(Id<Call> call) {
            return true;
        }

        @Override
        public void ended(Id<Call> call) {}
    };
}
