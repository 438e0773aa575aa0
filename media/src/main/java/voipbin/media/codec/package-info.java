/** What turns linear sound into payload bytes and back: G.711. */
@NullMarked
package voipbin.media.codec;

import org.jspecify.annotations.NullMarked;
