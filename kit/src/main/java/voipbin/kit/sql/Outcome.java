package voipbin.kit.sql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How work that another thread does ends: its caller waits for that, through interrupts, and hears what was thrown. */
final class Outcome {

    private Outcome() {}

    /** Of what a virtual thread of its own does. */
    static <R extends @Nullable Object> R of(Supplier<R> work) {
        return of(CompletableFuture.supplyAsync(
                work, task -> Thread.ofVirtual().name("sql").start(task)));
    }

    static <R extends @Nullable Object> R of(CompletableFuture<R> answer) {
        try {
            return answer.join();
        } catch (CompletionException wrapped) {
            switch (wrapped.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw wrapped;
            }
        }
    }
}
