/** One leg between the platform and one endpoint. */
@NullMarked
package voipbin.platform.call;

import org.jspecify.annotations.NullMarked;
