/** Who hears a call from outside the telephone network and speaks into it: media streams and external media. */
@NullMarked
package voipbin.platform.externalmedia;

import org.jspecify.annotations.NullMarked;
