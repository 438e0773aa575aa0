/** Where SIP requests from outside arrive and are shown the way. */
@NullMarked
package voipbin.platform.edge;

import org.jspecify.annotations.NullMarked;
