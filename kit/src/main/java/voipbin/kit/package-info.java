@NullMarked
package voipbin.kit;

import org.jspecify.annotations.NullMarked;
