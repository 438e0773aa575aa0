package voipbin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a process takes of the machine at one moment, as Linux tells it in {@code /proc}. */
record Usage(Duration cpu, long residentKilobytes, long threads, long descriptors) {

    static Usage of(ProcessHandle process) throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        List<String> status = Files.readAllLines(proc.resolve("status"));
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            return new Usage(cpu(process), figure(status, "VmRSS:"), figure(status, "Threads:"), open.count());
        }
    }

    /** User and system time of the process itself, without that of its children. */
    static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow(() -> new BenchFailure("the server is gone"));
    }

    private static long figure(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    String residentMegabytes() {
        return (residentKilobytes + 512) / 1024 + " MB";
    }
}
