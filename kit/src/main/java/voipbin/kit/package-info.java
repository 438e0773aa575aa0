/** What resources are declared with; the sub-packages: json, auth, page, event, sql, http. */
@NullMarked
package voipbin.kit;

import org.jspecify.annotations.NullMarked;
