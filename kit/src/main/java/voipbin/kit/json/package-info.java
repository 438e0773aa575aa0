/** The one JSON dialect of the API and of the columns, and the marks on record components that bend it. */
@NullMarked
package voipbin.kit.json;

import org.jspecify.annotations.NullMarked;
