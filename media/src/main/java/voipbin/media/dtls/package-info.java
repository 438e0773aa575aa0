/** DTLS handshakes that agree on SRTP keys (RFC 5763, RFC 5764), on Bouncy Castle. */
@NullMarked
package voipbin.media.dtls;

import org.jspecify.annotations.NullMarked;
