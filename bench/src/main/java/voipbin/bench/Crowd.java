package voipbin.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several clients at once, a thread and a connection each. */
public final class Crowd {

    public static final int SIZE = 16;

    private Crowd() {}

    /** What one of them does, on its own connection. */
    @FunctionalInterface
    public interface Client<T> {

        /** @param number from 0 on */
        T act(int number, KeepAlive connection) throws IOException, InterruptedException;
    }

    /** Lets them all act; each one's result, by their numbers. */
    public static <T> List<T> at(String site, Client<T> client) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> all = new ArrayList<>();
            for (int i = 0; i < SIZE; i++) {
                int number = i;
                all.add(() -> {
                    try (KeepAlive connection = KeepAlive.to(site)) {
                        return client.act(number, connection);
                    }
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(all)) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw new BenchFailure(String.valueOf(failed.getCause()));
        }
    }
}
