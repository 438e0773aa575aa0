/** What flows cost. */
@NullMarked
package voipbin.bench.flow;

import org.jspecify.annotations.NullMarked;
