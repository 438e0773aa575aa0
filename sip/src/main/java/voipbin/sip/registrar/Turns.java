package voipbin.sip.registrar;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Runs tasks on virtual threads: those of one key one after the other, in their order. */
final class Turns {

    private final ConcurrentMap<String, Queue<Runnable>> waiting = new ConcurrentHashMap<>();

    void run(String key, Runnable task) {
        waiting.compute(key, (_, queue) -> {
            Queue<Runnable> tasks = queue;
            if (tasks == null) {
                tasks = new ArrayDeque<>(2);
                Thread.ofVirtual().name("registrar").start(() -> work(key));
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
