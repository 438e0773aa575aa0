/** Which provider carries which destination, and what countries numbers belong to. */
@NullMarked
package voipbin.platform.route;

import org.jspecify.annotations.NullMarked;
