@NullMarked
package voipbin.server;

import org.jspecify.annotations.NullMarked;
