package voipbin.e2e.peer;

import java.time.Duration;

/**
 * What is typed into a softphone.
 *
 * @param user SIP user, also the digest user name
 * @param domain host part of the identity; need not resolve
 * @param proxy where every request is sent, {@code host:port}
 * @param expires asked of the registrar, whole seconds
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param authority PEM file of the CA that is trusted over TLS; empty for those of the system
 * @param protection of the calls that it makes: {@code dtls_srtp}, {@code srtp} with keys in the SDP, or {@code none}
 * @param codec the only one that it speaks, by its name and rate in SDP ({@code opus/48000/2}); empty for G.711
 */
public record Account(
        String user,
        String password,
        String domain,
        String proxy,
        Duration expires,
        String transport,
        String authority,
        String protection,
        String codec) {
    /** Over UDP. */
    public Account(String user, String password, String domain, String proxy, Duration expires) {
        this(user, password, domain, proxy, expires, "udp", "", "none", "");
    }

    /** For one hour. */
    public Account(String user, String password, String domain, String proxy) {
        this(user, password, domain, proxy, Duration.ofHours(1));
    }

    /** The same with another password. */
    public Account withPassword(String other) {
        return new Account(user, other, domain, proxy, expires, transport, authority, protection, codec);
    }

    /** The same over TCP. */
    public Account overTcp() {
        return new Account(user, password, domain, proxy, expires, "tcp", "", protection, codec);
    }

    /** The same over TLS, where this CA is trusted and no other. */
    public Account overTls(String host, int port, String trusted) {
        return new Account(user, password, domain, host + ":" + port, expires, "tls", trusted, protection, codec);
    }

    /** The same with media that is protected like this or not at all. */
    public Account protectedBy(String kind) {
        return new Account(user, password, domain, proxy, expires, transport, authority, kind, codec);
    }

    /** The same with this codec and no other. */
    public Account speaking(String only) {
        return new Account(user, password, domain, proxy, expires, transport, authority, protection, only);
    }
}
