package voipbin.bench;

import static voipbin.bench.Percentiles.millis;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How many requests a server answers when {@link Crowd} asks without a pause, and what each takes of its CPU.
 *
 * @param cpu of the server, over all requests
 * @param compiling what of that Java compiled itself
 */
record Rate(Percentiles nanos, double seconds, Duration cpu, Duration compiling) {

    /** A server to be asked. */
    record Server(String site, ProcessHandle process) {}

    static Rate measure(Server server, byte[] request, Duration length) throws IOException, InterruptedException {
        Duration cpu = Usage.cpu(server.process());
        Duration compiling = Usage.compiling(server.process());
        long began = System.nanoTime();
        long end = began + length.toNanos();
        List<long[]> taken = Crowd.at(server.site(), (_, connection) -> askUntil(end, connection, request));
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Rate(
                new Percentiles(taken.stream().flatMapToLong(LongStream::of).toArray()),
                seconds,
                Usage.cpu(server.process()).minus(cpu),
                Usage.compiling(server.process()).minus(compiling));
    }

    private static long[] askUntil(long end, KeepAlive connection, byte[] request) throws IOException {
        long[] taken = new long[1 << 10];
        int count = 0;
        for (long now = System.nanoTime(); now < end; count++) {
            var _ = connection.ask(request);
            long then = System.nanoTime();
            taken = count == taken.length ? Arrays.copyOf(taken, 2 * count) : taken;
            taken[count] = then - now;
            now = then;
        }
        return Arrays.copyOf(taken, count);
    }

    double perSecond() {
        return nanos.count() / seconds;
    }

    double cpuMicros() {
        return cpu.toNanos() / 1e3 / nanos.count();
    }

    void row(Table table, String name) {
        table.row(
                name,
                "%.0f".formatted(perSecond()),
                "%.0f".formatted(cpuMicros()),
                "%.0f".formatted(compiling.toNanos() / 1e3 / nanos.count()),
                millis(nanos.at(50)),
                millis(nanos.at(99)));
    }
}
