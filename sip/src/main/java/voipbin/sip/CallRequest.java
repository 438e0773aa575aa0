package voipbin.sip;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import voipbin.sip.auth.Credentials;
import voipbin.sip.message.Header;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/**
 * A call to make.
 *
 * @param target the Request-URI
 * @param nextHop where to send in place of the target's host and port, e.g. a registration's NAT address
 * @param from without a tag
 * @param to without a tag
 * @param headers further headers of the INVITE
 * @param offer SDP; empty for a call without an offer
 * @param credentials answers one 401 or 407
 * @param hasAlternative whether the caller has somebody else to ask: then who has said nothing after
 *     {@link voipbin.sip.transaction.SipTiming#silence} is not waited for any longer
 */
public record CallRequest(
        SipUri target,
        Optional<InetSocketAddress> nextHop,
        NameAddress from,
        NameAddress to,
        List<Header> headers,
        byte[] offer,
        Optional<Credentials> credentials,
        boolean hasAlternative) {

    /** A call for which there is nobody else to ask. */
    public CallRequest(
            SipUri target,
            Optional<InetSocketAddress> nextHop,
            NameAddress from,
            NameAddress to,
            List<Header> headers,
            byte[] offer,
            Optional<Credentials> credentials) {
        this(target, nextHop, from, to, headers, offer, credentials, false);
    }

    /** A call straight to the target, without further headers and credentials. */
    public static CallRequest of(SipUri target, NameAddress from, byte[] offer) {
        return new CallRequest(
                target, Optional.empty(), from, NameAddress.of(target.bare()), List.of(), offer, Optional.empty());
    }
}
