@NullMarked
package voipbin.sip;

import org.jspecify.annotations.NullMarked;
