/** The registrar of RFC 3261, section 10.3, on top of a stack; storage and accounts are the caller's. */
@NullMarked
package voipbin.sip.registrar;

import org.jspecify.annotations.NullMarked;
