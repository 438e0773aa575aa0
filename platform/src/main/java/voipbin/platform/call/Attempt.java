package voipbin.platform.call;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import voipbin.sip.message.Header;
import voipbin.sip.message.SipUri;

/**
 * One way to reach a destination: a device, a SIP URI or a provider.
 *
 * @param target the Request-URI
 * @param nextHop where to send instead of what the target says: the NAT address of a registration
 * @param headers further headers of the INVITE; who makes them keeps header injection out
 * @param codecs names of codecs to offer, in this order; empty offers what we have
 * @param anonymous whether From hides who calls (RFC 3323 §4.1)
 */
public record Attempt(
        SipUri target,
        Optional<InetSocketAddress> nextHop,
        List<Header> headers,
        List<String> codecs,
        boolean anonymous) {

    /** Without further headers, with what codecs we have, and saying who calls. */
    public static Attempt of(SipUri target, Optional<InetSocketAddress> nextHop) {
        return new Attempt(target, nextHop, List.of(), List.of(), false);
    }
}
