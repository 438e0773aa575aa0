/** Programs of the system that speak: found, run and watched, and the wave sound they write turned into samples. */
@NullMarked
package voipbin.speech.program;

import org.jspecify.annotations.NullMarked;
