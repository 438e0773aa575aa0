package voipbin.speech.program;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import voipbin.base.Timers;
import voipbin.speech.PcmStream;

/**
 * A program by its name. It is looked for at each use, so that it can be installed while we run. Safe for all threads.
 */
public final class Program {

    private static final Duration LISTING = Duration.ofSeconds(10);

    private final String name;
    private final List<Path> folders;
    private final Timers timers;

    /**
     * @param folders where to look, in this order
     * @param timers what ends a program that hangs
     */
    public Program(String name, List<Path> folders, Timers timers) {
        this.name = name;
        this.folders = List.copyOf(folders);
        this.timers = timers;
    }

    /** The folders of a PATH variable; what is no folder's name is passed over. */
    public static List<Path> folders(String path) {
        List<Path> folders = new ArrayList<>();
        for (String folder : path.split(File.pathSeparator)) {
            try {
                if (!folder.isEmpty()) {
                    folders.add(Path.of(folder));
                }
            } catch (InvalidPathException nonsense) {
                // a shell passes over such a folder, too
            }
        }
        return folders;
    }

    public String name() {
        return name;
    }

    /** Where it is, if it is installed. */
    public Optional<Path> path() {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * Runs it and returns what it prints; meant for short listings.
     *
     * @throws IOException when it cannot be run, or takes longer than 10 s
     */
    public String output(String... arguments) throws IOException {
        Process process = start(List.of(arguments), "");
        AtomicBoolean late = new AtomicBoolean();
        Timers.Timer alarm = timers.after(LISTING, () -> {
            late.set(true);
            Deaths.kill(process);
        });
        try {
            String listing = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (late.get()) {
                throw new EOFException("killed");
            }
            return listing;
        } catch (IOException broken) {
            throw late.get() ? new IOException("no listing within " + LISTING.toSeconds() + " s", broken) : broken;
        } finally {
            alarm.cancel();
            Deaths.kill(process);
        }
    }

    /**
     * Lets it speak.
     *
     * @param arguments never hold any of the text, which could be taken for an option
     * @param text written to its standard input
     * @param output where it leaves the sound
     * @param rate samples per second wanted
     * @throws IOException when it cannot be run
     */
    public PcmStream speak(List<String> arguments, String text, Output output, int rate) throws IOException {
        try {
            return new ProgramStream(start(arguments, text), output, rate, timers);
        } catch (IOException failed) {
            output.discard();
            throw failed;
        }
    }

    private Process start(List<String> arguments, String input) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(path().orElseThrow(() -> new IOException(name + " is not installed"))
                .toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        // a few KiB fit into the pipe, so that this does not wait for the program to read them
        try (OutputStream standardInput = process.getOutputStream()) {
            standardInput.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notRead) {
            // it has ended without reading: its exit status will say why
        }
        return process;
    }
}
