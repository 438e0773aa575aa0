/**
 * What a session or a room hears and says, on file: no tick waits for a disk, and no crash takes more than a moment.
 */
@NullMarked
package voipbin.media.record;

import org.jspecify.annotations.NullMarked;
