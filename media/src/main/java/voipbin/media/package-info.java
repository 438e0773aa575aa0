@NullMarked
package voipbin.media;

import org.jspecify.annotations.NullMarked;
