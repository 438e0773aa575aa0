package voipbin.sip;

import java.util.Optional;
import voipbin.sip.message.SipUri;

/** A registration that keeps itself alive until told otherwise. Any thread may call. */
public interface Registration {

    /** The Contact that is registered; empty until the first REGISTER has gone out. */
    Optional<SipUri> contact();

    /** Removes the binding; {@link RegistrationListener#onEnded} follows. Idempotent. */
    void unregister();
}
