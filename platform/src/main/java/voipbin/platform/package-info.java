/** The product: one flat package for each domain noun, named after its path segment in the API. */
@NullMarked
package voipbin.platform;

import org.jspecify.annotations.NullMarked;
