/** UDP sockets and who waits for their packets: by Linux's own calls where that is possible, else by the JDK's. */
@NullMarked
package voipbin.media.udp;

import org.jspecify.annotations.NullMarked;
