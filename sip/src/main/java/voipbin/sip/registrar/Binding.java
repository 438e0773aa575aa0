package voipbin.sip.registrar;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import voipbin.sip.message.Header;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/**
 * One device of an address of record.
 *
 * @param contact what to put into a Request-URI
 * @param source where its REGISTER came from: where to send, NAT or not
 * @param callId of the REGISTER that made or refreshed it
 * @param cseq of that REGISTER
 * @param userAgent as the device calls itself; may be empty
 * @param instance its {@code +sip.instance}; may be empty
 * @param regId which of its flows this is (RFC 5626, 4.2); 0 for a device that keeps one only
 * @param flow the connection that the REGISTER came over, as {@link voipbin.sip.transport.Flows} knows it: when it has
 *     gone, so has the device; empty for UDP
 * @param path what requests to the device must carry as Route (RFC 3327, 5.2), topmost first; mostly empty
 */
public record Binding(
        String aor,
        SipUri contact,
        InetSocketAddress source,
        String callId,
        long cseq,
        Instant expires,
        String userAgent,
        String instance,
        int regId,
        String flow,
        List<NameAddress> path) {

    /** Of a device that is reached over UDP and without a proxy. */
    public Binding(
            String aor,
            SipUri contact,
            InetSocketAddress source,
            String callId,
            long cseq,
            Instant expires,
            String userAgent,
            String instance) {
        this(aor, contact, source, callId, cseq, expires, userAgent, instance, 0, "", List.of());
    }

    /** Whether both are ways to one device, of which one request takes one (RFC 5626, 7). */
    public boolean isSameDevice(Binding other) {
        return !instance.isEmpty() && instance.equals(other.instance);
    }

    /** Where to send a request: the device itself, unless proxies stand on the way. */
    public Optional<InetSocketAddress> nextHop() {
        return path.isEmpty() ? Optional.of(source) : Optional.empty();
    }

    /** The path as header lines. */
    public List<Header> routes() {
        return path.stream().map(one -> new Header("Route", one.toString())).toList();
    }
}
