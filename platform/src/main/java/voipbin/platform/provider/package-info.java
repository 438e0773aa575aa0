/** The carriers that bring calls to the telephone network, and whether they answer. */
@NullMarked
package voipbin.platform.provider;

import org.jspecify.annotations.NullMarked;
