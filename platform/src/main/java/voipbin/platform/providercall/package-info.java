/** Test calls of an operator through one chosen provider. */
@NullMarked
package voipbin.platform.providercall;

import org.jspecify.annotations.NullMarked;
