/** Flows, their actions and running activeflows. */
@NullMarked
package voipbin.platform.flow;

import org.jspecify.annotations.NullMarked;
