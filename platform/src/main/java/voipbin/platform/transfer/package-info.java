/** {@code POST /transfers}: a call hands on whom it talks with (calls §3). */
@NullMarked
package voipbin.platform.transfer;

import org.jspecify.annotations.NullMarked;
