/** What SIP costs: the stack alone, registrations, and calls through the whole platform. */
@NullMarked
package voipbin.bench.sip;

import org.jspecify.annotations.NullMarked;
