/** Lists of codecs as operators and customers write them. */
@NullMarked
package voipbin.platform.codec;

import org.jspecify.annotations.NullMarked;
