/** Brakes against toll fraud: how much of the telephone network a customer may use. */
@NullMarked
package voipbin.platform.outboundlimit;

import org.jspecify.annotations.NullMarked;
