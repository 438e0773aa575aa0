package voipbin.sip.registrar;

import voipbin.sip.message.SipUri;

/**
 * URIs that reach one device from anywhere (RFC 5627).
 *
 * @param everybodys always the same for a device; tells whose it is
 * @param temporary another one for each registration; tells nothing, and ends with the binding
 */
public record Gruu(SipUri everybodys, SipUri temporary) {}
