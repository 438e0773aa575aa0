/** Secure RTP and RTCP: keys, ciphers and replay windows (RFC 3711, RFC 7714), and keys in SDP (RFC 4568). */
@NullMarked
package voipbin.media.srtp;

import org.jspecify.annotations.NullMarked;
