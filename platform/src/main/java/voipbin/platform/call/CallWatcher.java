package voipbin.platform.call;

import java.util.List;
import voipbin.base.Id;

/** Whoever made a call and waits for what becomes of it. Called on the call's thread. */
public interface CallWatcher {

    /** The call has been answered; false if another one was first, and this one is to be hung up. */
    boolean answered(Id<Call> call);

    /** The call rings. */
    default void rings(Id<Call> call) {}

    /** There is something to hear before the answer. */
    default void early(Id<Call> call) {}

    /** Further calls are made for it, after those that it was told of when it asked. */
    default void dialled(List<Id<Call>> further) {}

    /** The call is over. */
    void ended(Id<Call> call);

    /** The same with the reason; whoever wants to know it overrides this one. */
    default void ended(Id<Call> call, Cause why) {
        ended(call);
    }

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
