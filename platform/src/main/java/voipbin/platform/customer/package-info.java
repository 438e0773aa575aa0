/** The tenant that owns everything. */
@NullMarked
package voipbin.platform.customer;

import org.jspecify.annotations.NullMarked;
