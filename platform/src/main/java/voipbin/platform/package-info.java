@NullMarked
package voipbin.platform;

import org.jspecify.annotations.NullMarked;
