/** Who is called and who calls: the address object of calls, groupcalls, agents and flows. */
@NullMarked
package voipbin.platform.address;

import org.jspecify.annotations.NullMarked;
