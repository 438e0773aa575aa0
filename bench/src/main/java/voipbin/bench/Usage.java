package voipbin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a process takes of the machine at one moment, as Linux tells it in {@code /proc}. */
public record Usage(Duration cpu, long residentKilobytes, long threads, long descriptors) {

    /** Linux counts in hundredths of a second towards programs, whatever the kernel's own clock. */
    private static final Duration TICK = Duration.ofMillis(10);

    public static Usage of(ProcessHandle process) throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        List<String> status = Files.readAllLines(proc.resolve("status"));
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            return new Usage(cpu(process), figure(status, "VmRSS:"), figure(status, "Threads:"), open.count());
        }
    }

    /** User and system time of the process and of those that it has begun and that still run. */
    public static Duration cpu(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(one -> one.info().totalCpuDuration())
                .map(spent -> spent.orElseThrow(() -> new BenchFailure("the server is gone")))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What of that went into compiling, by the two threads of a JVM that do so; less and less, the longer it runs. */
    public static Duration compiling(ProcessHandle process) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            long ticks = tasks.map(task -> read(task.resolve("stat")))
                    .filter(stat -> stat.contains("(C1 Compil") || stat.contains("(C2 Compil"))
                    .mapToLong(Usage::ticks)
                    .sum();
            return TICK.multipliedBy(ticks);
        }
    }

    /** proc(5): utime and stime are the 14th and the 15th; the second, the name in brackets, may hold blanks. */
    private static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    /** Threads come and go while they are listed. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }

    private static long figure(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    public String residentMegabytes() {
        return (residentKilobytes + 512) / 1024 + " MB";
    }
}
