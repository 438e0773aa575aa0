/** Labels for agents, queues and contacts. */
@NullMarked
package voipbin.platform.tag;

import org.jspecify.annotations.NullMarked;
