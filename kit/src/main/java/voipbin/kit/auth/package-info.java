/** Who asks and what they may do: callers, credentials, permission bits, tokens and passwords. */
@NullMarked
package voipbin.kit.auth;

import org.jspecify.annotations.NullMarked;
