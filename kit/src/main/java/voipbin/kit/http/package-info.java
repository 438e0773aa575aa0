/** Routes, what their handlers see of a request, and the server that serves them. */
@NullMarked
package voipbin.kit.http;

import org.jspecify.annotations.NullMarked;
