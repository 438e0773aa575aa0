/** Telephone systems of customers that send their calls through us. */
@NullMarked
package voipbin.platform.trunk;

import org.jspecify.annotations.NullMarked;
