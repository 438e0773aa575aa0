/** One file for each type of action: its options and what it does. */
@NullMarked
package voipbin.platform.flow.action;

import org.jspecify.annotations.NullMarked;
