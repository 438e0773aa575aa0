@NullMarked
package voipbin.speech;

import org.jspecify.annotations.NullMarked;
