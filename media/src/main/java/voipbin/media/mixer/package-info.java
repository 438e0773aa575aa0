/** The sums of a room: who is heard, everybody's mix without themselves, at each sample rate that somebody wants. */
@NullMarked
package voipbin.media.mixer;

import org.jspecify.annotations.NullMarked;
