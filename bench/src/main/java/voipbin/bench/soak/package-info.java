/** Events under bad luck: targets that fail and a server that is killed; nothing that was acknowledged may be lost. */
@NullMarked
package voipbin.bench.soak;

import org.jspecify.annotations.NullMarked;
