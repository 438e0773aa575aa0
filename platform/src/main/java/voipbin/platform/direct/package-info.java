/** Unguessable public handles: what an outsider reaches one resource by, over SIP or with a direct token. */
@NullMarked
package voipbin.platform.direct;

import org.jspecify.annotations.NullMarked;
