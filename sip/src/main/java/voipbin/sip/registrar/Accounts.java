package voipbin.sip.registrar;

import java.util.Optional;

/** Who may register. Called on virtual threads: may block. */
public interface Accounts {

    /** Who may register as {@code user} at this host of the Request-URI; names in lower case, IPv6 in brackets. */
    Optional<Account> find(String host, String user);

    /** What the challenge names; the same for known and unknown users. */
    String realm(String host);
}
