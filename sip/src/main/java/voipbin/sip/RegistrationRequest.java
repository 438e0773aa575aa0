package voipbin.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import voipbin.sip.auth.Credentials;
import voipbin.sip.message.SipUri;

/**
 * What to register.
 *
 * @param registrar the Request-URI: {@code sip:domain}
 * @param nextHop where to send in place of the registrar's host and port
 * @param aor the address of record, e.g. {@code sip:1000@domain}
 * @param expires how long to ask for; the registrar's word decides
 */
public record RegistrationRequest(
        SipUri registrar, Optional<InetSocketAddress> nextHop, SipUri aor, Credentials credentials, Duration expires) {}
