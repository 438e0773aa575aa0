package voipbin.sip.registrar;

import java.util.Optional;

/** Who may register. {@link #find} is called on virtual threads and may block; the others may not. */
public interface Accounts {

    /** Who may register as {@code user} at this host of the Request-URI; names in lower case, IPv6 in brackets. */
    Optional<Account> find(String host, String user);

    /**
     * The same where it takes no waiting, e.g. from memory; empty if it would, or if there is nobody. Called on the
     * threads of the stack: who is known here is served there, without a thread of its own.
     */
    default Optional<Account> known(String host, String user) {
        return Optional.empty();
    }

    /** What the challenge names; the same for known and unknown users. */
    String realm(String host);
}
