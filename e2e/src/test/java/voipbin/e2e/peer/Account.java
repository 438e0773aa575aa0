package voipbin.e2e.peer;

import java.time.Duration;

/**
 * What is typed into a softphone.
 *
 * @param user SIP user, also the digest user name
 * @param domain host part of the identity; need not resolve
 * @param proxy where every request is sent, {@code host:port}
 * @param expires asked of the registrar, whole seconds
 */
public record Account(String user, String password, String domain, String proxy, Duration expires) {
    /** For one hour. */
    public Account(String user, String password, String domain, String proxy) {
        this(user, password, domain, proxy, Duration.ofHours(1));
    }

    /** The same with another password. */
    public Account withPassword(String other) {
        return new Account(user, other, domain, proxy, expires);
    }
}
