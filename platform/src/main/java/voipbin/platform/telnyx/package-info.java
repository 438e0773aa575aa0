/** The carrier Telnyx: connections and numbers over its REST API. */
@NullMarked
package voipbin.platform.telnyx;

import org.jspecify.annotations.NullMarked;
