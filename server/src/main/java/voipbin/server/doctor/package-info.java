/** Looks at the machine and the configuration, and says what is wrong with them and what to do. */
@NullMarked
package voipbin.server.doctor;

import org.jspecify.annotations.NullMarked;
