package voipbin.sip.registrar;

import java.time.InstantSource;
import voipbin.base.Counters;
import voipbin.base.Timers;
import voipbin.sip.IncomingRequest;
import voipbin.sip.auth.DigestServer;

/** The registrar of RFC 3261, 10.3. */
public final class Registrar {

    /** @param timers delay answers to whoever guesses passwords; any thread */
    public Registrar(
            Accounts accounts,
            Bindings bindings,
            DigestServer digest,
            Timers timers,
            InstantSource clock,
            Counters counters) {}

    /**
     * Handles a REGISTER entirely, asynchronously; call from any thread. Accounts and Bindings are called on virtual
     * threads, one REGISTER of an address of record at a time.
     */
    public void handle(IncomingRequest register) {
        throw new UnsupportedOperationException();
    }
}
