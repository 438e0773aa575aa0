package voipbin.media;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages of any thread for one that takes them all at once, in their order. Nobody waits for anybody, and to look
 * whether there are any is to read one reference: the loop does it at each turn, and has no other code for the case
 * that somebody posts at that moment.
 */
final class Mailbox {

    private record Posted(Runnable message, @Nullable Posted before) {}

    private final AtomicReference<@Nullable Posted> last = new AtomicReference<>();

    void add(Runnable message) {
        last.updateAndGet(before -> new Posted(message, before));
    }

    boolean isEmpty() {
        return last.get() == null;
    }

    /** Until there are none, those too that come meanwhile. */
    void deliver(Consumer<Runnable> taker) {
        while (last.get() != null) {
            for (Posted next = inOrder(last.getAndSet(null)); next != null; next = next.before()) {
                taker.accept(next.message());
            }
        }
    }

    /** Each before the one that was posted next, instead of behind it. */
    private static @Nullable Posted inOrder(@Nullable Posted last) {
        Posted first = null;
        for (Posted next = last; next != null; next = next.before()) {
            first = new Posted(next.message(), first);
        }
        return first;
    }
}
