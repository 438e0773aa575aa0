/** Phone numbers that a customer owns. */
@NullMarked
package voipbin.platform.number;

import org.jspecify.annotations.NullMarked;
