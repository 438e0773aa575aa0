/** Callees that are not there: numbers that answer, are busy, are a machine or press keys, for who has no phone. */
@NullMarked
package voipbin.platform.simulated;

import org.jspecify.annotations.NullMarked;
