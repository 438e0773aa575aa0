package voipbin.sip.registrar;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Runs tasks: those of one key one after the other, in their order. */
final class Turns {

    private final ConcurrentMap<String, Queue<Runnable>> waiting = new ConcurrentHashMap<>();

    /**
     * Runs a short task on this very thread if none of its key waits or runs; false, and nothing done, if one does.
     * Those that come meanwhile wait for it.
     */
    boolean runNow(String key, Runnable task) {
        if (waiting.putIfAbsent(key, new ArrayDeque<>(0)) != null) {
            return false;
        }
        try {
            task.run();
        } finally {
            waiting.computeIfPresent(key, (_, queue) -> {
                if (queue.isEmpty()) {
                    return null;
                }
                begin(key);
                return queue;
            });
        }
        return true;
    }

    private void begin(String key) {
        Thread.ofVirtual().name("registrar").start(() -> work(key));
    }

    /** Runs a task on a virtual thread when its turn comes. */
    void run(String key, Runnable task) {
        waiting.compute(key, (_, queue) -> {
            Queue<Runnable> tasks = queue;
            if (tasks == null) {
                tasks = new ArrayDeque<>(2);
                begin(key);
            }
            tasks.add(task);
            return tasks;
        });
    }

    private void work(String key) {
        while (true) {
            Runnable[] next = new Runnable[1];
            // looks and leaves in one step, so that no task is left behind
            waiting.computeIfPresent(key, (_, queue) -> {
                Runnable head = queue.poll();
                if (head == null) {
                    return null;
                }
                next[0] = head;
                return queue;
            });
            if (next[0] == null) {
                return;
            }
            next[0].run();
        }
    }
}
