/** The four transaction machines of RFC 3261, section 17, as tables, with RFC 6026, and what runs them. */
@NullMarked
package voipbin.sip.transaction;

import org.jspecify.annotations.NullMarked;
