/** The program flite: good English, a process for each passage. */
@NullMarked
package voipbin.speech.flite;

import org.jspecify.annotations.NullMarked;
