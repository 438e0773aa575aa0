/** What passed the wire, for people: messages with their circumstances, without secrets, and as a capture file. */
@NullMarked
package voipbin.sip.trace;

import org.jspecify.annotations.NullMarked;
