/** SIP messages as values, their reader and their writer (RFC 3261, sections 7, 19 and 25). */
@NullMarked
package voipbin.sip.message;

import org.jspecify.annotations.NullMarked;
