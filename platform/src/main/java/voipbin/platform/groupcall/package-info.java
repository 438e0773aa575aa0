/** A set of destinations that ring as one; the first answer wins. */
@NullMarked
package voipbin.platform.groupcall;

import org.jspecify.annotations.NullMarked;
