/** What happens when somebody asks for outgoing calls: each destination becomes a call or a groupcall. */
@NullMarked
package voipbin.platform.dial;

import org.jspecify.annotations.NullMarked;
