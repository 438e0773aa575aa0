package voipbin.sip;

import voipbin.sip.message.SipUri;

/** A registration that keeps itself alive until told otherwise. Any thread may call. */
public interface Registration {

    /** The Contact that is registered. */
    SipUri contact();

    /** Removes the binding; {@link RegistrationListener#onEnded} follows. Idempotent. */
    void unregister();
}
