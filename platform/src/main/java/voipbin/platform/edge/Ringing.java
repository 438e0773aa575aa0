package voipbin.platform.edge;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import voipbin.platform.address.Address;
import voipbin.sip.IncomingCall;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.OtherUri;
import voipbin.sip.message.Request;
import voipbin.sip.message.SipUri;
import voipbin.sip.message.Uri;

/**
 * What an INVITE says, as the rules want it.
 *
 * @param host of the Request-URI in lower case; empty for a {@code tel:} one
 * @param user of the Request-URI, unescaped, without parameters
 */
record Ringing(IncomingCall call, String host, String user) {

    static Ringing of(IncomingCall call) {
        Uri uri = call.invite().uri();
        String host = switch (uri) {
            case SipUri sip -> sip.host().toLowerCase(Locale.ROOT);
            case OtherUri _ -> "";
        };
        String user = uri.user().orElse("");
        int parameters = user.indexOf(';');
        return new Ringing(call, host, parameters < 0 ? user : user.substring(0, parameters));
    }

    Request invite() {
        return call.invite();
    }

    InetAddress sourceAddress() {
        return call.source().getAddress();
    }

    private NameAddress from() {
        return invite().from();
    }

    Optional<String> fromHost() {
        return from().sip().map(SipUri::host);
    }

    /** The one phone that the Request-URI names, if it is a GRUU (RFC 5627). */
    Optional<Address> device() {
        return invite().uri() instanceof SipUri sip && sip.parameters().has("gr")
                ? Optional.of(
                        Address.of(Address.SIP, sip.withoutHeaders().toString().substring(4), ""))
                : Optional.empty();
    }

    /** The caller as a telephone would show it. */
    Address sourceAsTel() {
        String user = from().uri().user().orElse("");
        return Address.of(Address.TEL, E164.of(user).orElse(user), from().displayName());
    }
}
