package voipbin.e2e.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child process with a home of its own, read line by line on a thread of its own. It ends with {@link #close()} and,
 * whatever happens, with this JVM. Safe for use by several threads.
 */
public final class Program implements AutoCloseable {
    private final Process process;
    private final Writer input;
    private final Thread reader;
    private final Thread atExit;
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    private Program(Process process, Consumer<String> onLine) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.reader = Thread.ofVirtual().start(() -> read(onLine));
        this.atExit = new Thread(this::endTree);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts the program with {@code home} as HOME and as working directory.
     *
     * @param command the program's name, looked up in PATH, and its arguments
     * @param environment variables added to this JVM's own
     * @param onLine called on the reading thread for every line of its output and error output
     */
    public static Program start(
            List<String> command, Path home, Map<String, String> environment, Consumer<String> onLine) {
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        try {
            return new Program(builder.start(), onLine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fails the test with a sentence if the program is not installed.
     *
     * @param debianPackage the package that holds it
     */
    public static void demand(String name, String debianPackage) {
        for (var folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return;
            }
        }
        throw new AssertionError(
                "the program '%s' is not installed: apt-get install %s".formatted(name, debianPackage));
    }

    /** Runs a program to its end and returns what it printed; fails the test if it lasts longer than 60 s. */
    public static String run(List<String> command, Path home) {
        try (var program = start(command, home, Map.of(), line -> {})) {
            var exit = program.waitFor(Duration.ofSeconds(60));
            if (exit != 0) {
                throw new AssertionError("%s ended with %d:%n%s".formatted(command, exit, program.output()));
            }
            return program.output();
        }
    }

    /** Writes a line to the program's standard input. A program that has ended takes no notice. */
    public synchronized void tell(String line) {
        // synchronized: several threads of a test tell the same phone, and a line must stay whole
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            lines.add("(not told, it has ended: " + line + ")");
        }
    }

    /** Waits for the program's end and gives its exit code; fails the test if it has not ended after {@code limit}. */
    public int waitFor(Duration limit) {
        if (!endsWithin(limit)) {
            throw new AssertionError("not ended after %s:%n%s".formatted(limit, output()));
        }
        return process.exitValue();
    }

    /** Whether it ends within {@code limit}; if so, all its output has been read. */
    public boolean endsWithin(Duration limit) {
        try {
            var ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                reader.join(2_000);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** All lines printed so far. */
    public String output() {
        return String.join("\n", lines);
    }

    /** Ends the program and all of its children with SIGKILL, and waits until they are gone. */
    public void kill() {
        endTree();
        waitFor(Duration.ofSeconds(10));
    }

    /** Sends SIGTERM, as Ctrl-C or a service supervisor would. */
    public void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the JVM is already going down: the hook has done or will do the same
            return;
        }
    }

    private void endTree() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void read(Consumer<String> onLine) {
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                onLine.accept(line);
            }
        } catch (IOException e) {
            lines.add("(no more output: " + e.getMessage() + ")");
        }
    }
}
