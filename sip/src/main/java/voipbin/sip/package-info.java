/**
 * A SIP user agent stack (RFC 3261): {@link voipbin.sip.SipStack} makes and takes calls, sends and answers other
 * requests, and registers. Usable alone; knows nothing of media: SDP is bytes here.
 */
@NullMarked
package voipbin.sip;

import org.jspecify.annotations.NullMarked;
