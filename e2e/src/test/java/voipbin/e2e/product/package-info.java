/** The product as a newcomer has it: its launcher, its card, its HTTP interface. */
@NullMarked
package voipbin.e2e.product;

import org.jspecify.annotations.NullMarked;
