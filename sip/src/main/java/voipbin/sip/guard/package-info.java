/** Who may talk to us at all: scanners, guessers and floods are met with silence. */
@NullMarked
package voipbin.sip.guard;

import org.jspecify.annotations.NullMarked;
