/** Session descriptions (RFC 8866) and the offer/answer model (RFC 3264) for one audio stream. */
@NullMarked
package voipbin.media.sdp;

import org.jspecify.annotations.NullMarked;
