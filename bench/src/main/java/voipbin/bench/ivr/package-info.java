/** Callers that hear tones and press keys, each its own: whether anybody hears what is not for him. */
@NullMarked
package voipbin.bench.ivr;

import org.jspecify.annotations.NullMarked;
