package voipbin.bench.kills;

import java.time.Instant;

/**
 * One cut.
 *
 * @param killed when the process was gone
 * @param restarted when the next one was begun
 * @param readySeconds how long that took until it was ready
 */
record Power(Instant killed, Instant restarted, double readySeconds) {}
