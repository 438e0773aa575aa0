/** Requests to addresses that customers name, which must not become a way into the operator's own network. */
@NullMarked
package voipbin.kit.outward;

import org.jspecify.annotations.NullMarked;
