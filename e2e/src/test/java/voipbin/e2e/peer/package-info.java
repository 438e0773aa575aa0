/** Real SIP programs as child processes: linphone, baresip, SIPp. */
@NullMarked
package voipbin.e2e.peer;

import org.jspecify.annotations.NullMarked;
