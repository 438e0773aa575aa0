/** What each customer allows its outgoing calls. */
@NullMarked
package voipbin.platform.outboundconfig;

import org.jspecify.annotations.NullMarked;
