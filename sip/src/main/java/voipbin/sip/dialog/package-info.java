/** Dialogs (RFC 3261, section 12): tags, route sets, remote targets and sequence numbers. */
@NullMarked
package voipbin.sip.dialog;

import org.jspecify.annotations.NullMarked;
