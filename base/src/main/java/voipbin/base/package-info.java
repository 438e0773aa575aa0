/** Words that every room shares: ids, problems, time, counters and addresses. Depends on the JDK only. */
@NullMarked
package voipbin.base;

import org.jspecify.annotations.NullMarked;
