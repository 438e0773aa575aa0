/** Text to speech: one {@link voipbin.speech.Speech} before all providers, that chooses, streams, limits and caches. */
@NullMarked
package voipbin.speech;

import org.jspecify.annotations.NullMarked;
