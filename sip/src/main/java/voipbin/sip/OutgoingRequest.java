package voipbin.sip;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import voipbin.sip.auth.Credentials;
import voipbin.sip.message.Header;
import voipbin.sip.message.Method;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/**
 * A request other than INVITE, ACK, CANCEL and BYE, outside a dialog.
 *
 * @param nextHop where to send in place of the target's host and port
 * @param headers further headers; Content-Type belongs here when there is a body
 * @param credentials answers one 401 or 407
 */
public record OutgoingRequest(
        Method method,
        SipUri target,
        Optional<InetSocketAddress> nextHop,
        NameAddress from,
        NameAddress to,
        List<Header> headers,
        byte[] body,
        Optional<Credentials> credentials) {

    /** OPTIONS straight to the target: is it there? */
    public static OutgoingRequest options(SipUri target, NameAddress from) {
        return new OutgoingRequest(
                Method.OPTIONS,
                target,
                Optional.empty(),
                from,
                NameAddress.of(target.bare()),
                List.of(),
                new byte[0],
                Optional.empty());
    }
}
