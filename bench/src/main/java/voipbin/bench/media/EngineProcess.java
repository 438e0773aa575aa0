package voipbin.bench.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import voipbin.bench.BenchFailure;
import voipbin.bench.Cores;

/** {@link MediaServer} on its core, with the flags of the product. */
final class EngineProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;
    private final Writer commands;

    private EngineProcess(Process process) {
        this.process = process;
        said = process.inputReader();
        commands = process.outputWriter();
    }

    /**
     * Where and how the engine runs.
     *
     * @param apart whether it has a core of its own
     * @param realTime whether its loops run before all else, which the product's do only when told to
     */
    record Setting(boolean apart, boolean realTime) {}

    /** @param flags more of Java's, or another collector than the product's */
    static EngineProcess start(Setting setting, Path recordings, List<String> flags) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> usual = List.of("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=10", "-Xms48m", "-Xmx512m");
        List<String> rest = List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-Dslf4j.internal.verbosity=WARN",
                "-cp",
                System.getProperty("java.class.path"),
                MediaServer.class.getName(),
                recordings.toString(),
                Boolean.toString(setting.realTime()));
        List<String> command = Stream.of(List.of(java), flags.isEmpty() ? usual : flags, rest)
                .flatMap(List::stream)
                .toList();
        return new EngineProcess(new ProcessBuilder(Cores.forServer(setting.apart(), command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The ports of so many more. */
    int[] add(Part part, int count, String peers) throws IOException {
        String[] ports = ask("add " + part + " " + count + " " + peers).split(" ", -1);
        return Arrays.stream(ports).mapToInt(Integer::parseInt).toArray();
    }

    /** Allocates so many megabytes a second from now on, beside the calls. */
    void churn(int megabytes) throws IOException {
        ask("churn " + megabytes);
    }

    /** Nanoseconds that the kernel alone takes now to send a packet, and to receive one. */
    long[] floor() throws IOException {
        return Arrays.stream(ask("floor").split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** Kilobytes that live, after a collection. */
    long heap() throws IOException {
        return Long.parseLong(ask("heap"));
    }

    /** So many turns came so many milliseconds late at most. */
    record Late(double millis, long turns) {}

    /** How late turns came so far: from the least to all. */
    List<Late> late() throws IOException {
        String[] words = ask("late").split(" ", -1);
        List<Late> upTo = new ArrayList<>();
        for (int i = 0; i < words.length; i += 2) {
            upTo.add(new Late(Double.parseDouble(words[i]), Long.parseLong(words[i + 1])));
        }
        return upTo;
    }

    /** Milliseconds of collections so far. */
    long pauses() throws IOException {
        return Long.parseLong(ask("pauses"));
    }

    /** Bytes that the threads of the packet path have allocated so far. */
    long allocated() throws IOException {
        return Long.parseLong(ask("allocated"));
    }

    private String ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        String answer = said.readLine();
        if (answer == null) {
            throw new BenchFailure("the media engine's process has ended");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.onExit().join();
    }
}
