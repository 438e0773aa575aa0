/** The process: configuration, wiring, health, metrics and the command line. */
@NullMarked
package voipbin.server;

import org.jspecify.annotations.NullMarked;
