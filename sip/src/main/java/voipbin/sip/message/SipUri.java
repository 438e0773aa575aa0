package voipbin.sip.message;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A {@code sip:} or {@code sips:} URI (RFC 3261, 19.1).
 *
 * @param secure whether the scheme is {@code sips}
 * @param user unescaped; written escaped where needed
 * @param password unescaped; deprecated since RFC 2543, kept to be given back
 * @param host a name in lower case, an IPv4 address, or an IPv6 address in brackets
 * @param headers what follows {@code ?}, as written; empty if nothing does
 */
public record SipUri(
        boolean secure,
        Optional<String> user,
        Optional<String> password,
        String host,
        OptionalInt port,
        Parameters parameters,
        String headers)
        implements Uri {

    public static SipUri of(String user, String host) {
        return new SipUri(false, Optional.of(user), Optional.empty(), host, OptionalInt.empty(), Parameters.none(), "");
    }

    public static SipUri of(String user, String host, int port) {
        return of(user, host).withPort(port);
    }

    /** Without a user: a host as such. */
    public static SipUri ofHost(String host) {
        return new SipUri(false, Optional.empty(), Optional.empty(), host, OptionalInt.empty(), Parameters.none(), "");
    }

    /** {@code sip:user@address:port}, an IPv6 address in its brackets. */
    public static SipUri of(String user, InetSocketAddress address) {
        return of(user, Hosts.text(address.getAddress()), address.getPort());
    }

    /** Reads a URI that must be {@code sip:} or {@code sips:}; empty if it is not one. */
    public static Optional<SipUri> parse(String text) {
        return Uri.parse(text).filter(SipUri.class::isInstance).map(SipUri.class::cast);
    }

    public SipUri withUser(String newUser) {
        return new SipUri(secure, Optional.of(newUser), password, host, port, parameters, headers);
    }

    public SipUri withPort(int newPort) {
        return new SipUri(secure, user, password, host, OptionalInt.of(newPort), parameters, headers);
    }

    /** With this URI parameter set, e.g. {@code transport}, {@code udp}. */
    public SipUri withParameter(String name, String value) {
        return new SipUri(secure, user, password, host, port, parameters.with(name, value), headers);
    }

    /** With this URI parameter that has no value, e.g. {@code lr}. */
    public SipUri withFlag(String name) {
        return new SipUri(secure, user, password, host, port, parameters.withFlag(name), headers);
    }

    /** Without what follows {@code ?}: such a URI is no Request-URI (RFC 3261, 19.1.1). */
    public SipUri withoutHeaders() {
        return headers.isEmpty() ? this : new SipUri(secure, user, password, host, port, parameters, "");
    }

    /** Without parameters, headers and password: what a Request-URI or an address of record keeps. */
    public SipUri bare() {
        return new SipUri(secure, user, Optional.empty(), host, port, Parameters.none(), "");
    }

    /** The host if it is an address literal; never asks DNS. */
    public Optional<InetAddress> literalHost() {
        return Hosts.literal(host);
    }

    @Override
    public String scheme() {
        return secure ? "sips" : "sip";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(64).append(scheme()).append(':');
        user.ifPresent(name -> {
            Escapes.write(name, Syntax::isUserCharacter, text);
            password.ifPresent(word -> Escapes.write(word, Syntax::isUnreserved, text.append(':')));
            text.append('@');
        });
        text.append(host);
        port.ifPresent(number -> text.append(':').append(number));
        parameters.write(text);
        return headers.isEmpty()
                ? text.toString()
                : text.append('?').append(headers).toString();
    }
}
