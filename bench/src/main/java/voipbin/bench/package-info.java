/** Figures by one command: what the product costs and how quick it is, seen from outside, and a few inner loops. */
@NullMarked
package voipbin.bench;

import org.jspecify.annotations.NullMarked;
