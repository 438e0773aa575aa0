/**
 * What calls cost in the media engine: a process with nothing but the engine on one core, synthetic peers on the other.
 */
@NullMarked
package voipbin.bench.media;

import org.jspecify.annotations.NullMarked;
