/** Tells customers what happened: webhooks, retried until they are heard, and WebSockets, which can be resumed. */
@NullMarked
package voipbin.platform.push;

import org.jspecify.annotations.NullMarked;
