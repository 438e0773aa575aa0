/** Files that customers keep here, and how much they keep. */
@NullMarked
package voipbin.platform.storage;

import org.jspecify.annotations.NullMarked;
