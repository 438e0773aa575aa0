/** What a peer heard, judged by energy, by pitch and by a speech recogniser. */
@NullMarked
package voipbin.e2e.sound;

import org.jspecify.annotations.NullMarked;
