/** What turns linear sound into payload bytes and back, and makes up what got lost: G.711, G.722, Opus. */
@NullMarked
package voipbin.media.codec;

import org.jspecify.annotations.NullMarked;
