/** Lists in pages: what a client asks for and what it gets. */
@NullMarked
package voipbin.kit.page;

import org.jspecify.annotations.NullMarked;
