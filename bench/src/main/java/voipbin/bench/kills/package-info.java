/** A server that is killed again and again while calls come: what must not get lost, stuck or doubled by it. */
@NullMarked
package voipbin.bench.kills;

import org.jspecify.annotations.NullMarked;
