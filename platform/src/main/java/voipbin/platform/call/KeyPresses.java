package voipbin.platform.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes down the keys that are pressed, in their order, as events. They come on media loops, which must not wait for a
 * database: a thread of its own takes all that wait in one transaction, and ends when none is left.
 */
final class KeyPresses {

    /** One key of one call. */
    record Press(Call call, char digit, Duration held) {}

    private final CallStore store;
    private final Queue<Press> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    KeyPresses(CallStore store) {
        this.store = store;
    }

    /** Any thread; does not block. */
    void pressed(Press press) {
        waiting.add(press);
        if (writing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("key-presses").start(this::write);
        }
    }

    private void write() {
        try {
            List<Press> taken = take();
            while (!taken.isEmpty()) {
                store.pressed(taken);
                taken = take();
            }
        } finally {
            writing.set(false);
        }
        // what came between the last look and now has started nobody
        if (!waiting.isEmpty() && writing.compareAndSet(false, true)) {
            write();
        }
    }

    private List<Press> take() {
        List<Press> taken = new ArrayList<>();
        for (Press press = waiting.poll(); press != null; press = waiting.poll()) {
            taken.add(press);
        }
        return taken;
    }
}
