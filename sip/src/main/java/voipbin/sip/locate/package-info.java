/** Where a SIP URI's server is: by which transport and at which addresses (RFC 3263). */
@NullMarked
package voipbin.sip.locate;

import org.jspecify.annotations.NullMarked;
