/** Billing accounts, their plans and balances, and the ledger of what was charged and credited. */
@NullMarked
package voipbin.platform.billing;

import org.jspecify.annotations.NullMarked;
