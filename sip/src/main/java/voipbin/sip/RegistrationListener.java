package voipbin.sip;

import java.time.Duration;

/** Hears of a registration, on its shard; must not block. */
public interface RegistrationListener {

    /** The registrar took the binding, or a refresh of it. */
    void onRegistered(Duration granted);

    /** An attempt failed; it is tried again later unless the credentials were refused. */
    void onFailed(RequestOutcome outcome);

    /** After {@link Registration#unregister}, answered or not; nothing follows. */
    default void onEnded() {}
}
