/** SIP accounts that phones register with. */
@NullMarked
package voipbin.platform.extension;

import org.jspecify.annotations.NullMarked;
