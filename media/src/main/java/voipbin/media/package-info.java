/** The media engine: sessions that negotiate with SDP, speak RTP on a 20 ms clock, play sources and feed sinks. */
@NullMarked
package voipbin.media;

import org.jspecify.annotations.NullMarked;
