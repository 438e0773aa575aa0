/** The program espeak-ng: about a hundred languages, by the voices that it lists. */
@NullMarked
package voipbin.speech.espeak;

import org.jspecify.annotations.NullMarked;
