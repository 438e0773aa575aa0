/** What customers use, turned into rows of the ledger. */
@NullMarked
package voipbin.platform.usage;

import org.jspecify.annotations.NullMarked;
