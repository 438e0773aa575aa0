/** RTP and RTCP on the wire (RFC 3550, 3551, 4733, 5761): views over buffers, and what is counted about a stream. */
@NullMarked
package voipbin.media.rtp;

import org.jspecify.annotations.NullMarked;
