/** What happened, as a value: events, their order and who may see them. */
@NullMarked
package voipbin.kit.event;

import org.jspecify.annotations.NullMarked;
