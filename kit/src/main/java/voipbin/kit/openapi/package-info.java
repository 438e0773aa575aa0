/** The description of the served routes, OpenAPI 3.1, and the page that shows it. */
@NullMarked
package voipbin.kit.openapi;

import org.jspecify.annotations.NullMarked;
