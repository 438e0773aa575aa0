package voipbin.sip.registrar;

import java.net.InetSocketAddress;
import java.time.Instant;
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
 */
public record Binding(
        String aor,
        SipUri contact,
        InetSocketAddress source,
        String callId,
        long cseq,
        Instant expires,
        String userAgent,
        String instance) {}
