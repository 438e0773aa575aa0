package voipbin.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * What a server spent on some work.
 *
 * @param cpu user and system time
 * @param compiling what of that Java compiled itself
 * @param seconds that it took
 */
public record Measured(Duration cpu, Duration compiling, double seconds) {

    /** Work that a server is put to. */
    @FunctionalInterface
    public interface Work {
        void doIt() throws IOException, InterruptedException;
    }

    public static Measured of(ProcessHandle server, Work work) throws IOException, InterruptedException {
        Duration cpu = Usage.cpu(server);
        Duration compiling = Usage.compiling(server);
        long began = System.nanoTime();
        work.doIt();
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Measured(
                Usage.cpu(server).minus(cpu), Usage.compiling(server).minus(compiling), seconds);
    }

    /** Milliseconds of CPU a unit. */
    public double millis(int units) {
        return cpu.toNanos() / 1e6 / units;
    }

    public double compilingMillis(int units) {
        return compiling.toNanos() / 1e6 / units;
    }

    /** How much of a core. */
    public String share() {
        return "%.0f %%".formatted(100 * cpu.toNanos() / 1e9 / seconds);
    }
}
