/** The scenarios: what a customer sees of the product through HTTP, a real phone and a file. */
@NullMarked
package voipbin.e2e;

import org.jspecify.annotations.NullMarked;
