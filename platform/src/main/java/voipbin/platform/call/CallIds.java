package voipbin.platform.call;

import voipbin.base.Id;

/** Hears which SIP dialogs are whose: each attempt of a call has a Call-ID of its own. Any thread; must not block. */
@FunctionalInterface
public interface CallIds {

    /** Nobody wants to know. */
    CallIds NONE = (_, _) -> {};

    void belongs(String sipCallId, Id<Call> call);
}
