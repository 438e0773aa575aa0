/** Long-lived credentials with the powers of a customer's admin. */
@NullMarked
package voipbin.platform.accesskey;

import org.jspecify.annotations.NullMarked;
