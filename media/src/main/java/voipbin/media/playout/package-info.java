/**
 * From packets that come as the network likes to sound on an even clock: when to play, what to make up, what to cut.
 */
@NullMarked
package voipbin.media.playout;

import org.jspecify.annotations.NullMarked;
