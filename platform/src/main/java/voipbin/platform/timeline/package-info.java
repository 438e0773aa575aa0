/** What has happened, to be looked at later: the events of resources and the SIP messages of calls. */
@NullMarked
package voipbin.platform.timeline;

import org.jspecify.annotations.NullMarked;
