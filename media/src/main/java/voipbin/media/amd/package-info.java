/** Whether a person or a machine has answered, by the rhythm of what is heard. */
@NullMarked
package voipbin.media.amd;

import org.jspecify.annotations.NullMarked;
