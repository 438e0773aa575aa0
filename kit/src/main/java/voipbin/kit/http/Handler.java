package voipbin.kit.http;

import org.jspecify.annotations.Nullable;

/** Does the work of a route, on the request's virtual thread. */
@FunctionalInterface
public interface Handler {

    /** @return what is written as JSON with 200, or a {@link Reply} where the answer is something else */
    @Nullable
    Object handle(Ask ask);
}
