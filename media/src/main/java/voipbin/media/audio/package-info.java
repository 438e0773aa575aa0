/** Sources to play and sinks to listen with: queues, WAV files, tones; and what measures sound. */
@NullMarked
package voipbin.media.audio;

import org.jspecify.annotations.NullMarked;
