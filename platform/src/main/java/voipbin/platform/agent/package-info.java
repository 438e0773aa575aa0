/** A person who can log in and be dialled. */
@NullMarked
package voipbin.platform.agent;

import org.jspecify.annotations.NullMarked;
