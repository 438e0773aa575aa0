/** What carries messages: UDP now; TCP, TLS and WebSocket join by the same interface. */
@NullMarked
package voipbin.sip.transport;

import org.jspecify.annotations.NullMarked;
