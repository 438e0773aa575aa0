package voipbin.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Json;

/** The product, started by the launcher as people start it, on free ports of 127.0.0.1. */
public final class Product implements AutoCloseable {

    private static final String READY = "VoIPBIN is ready";
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final long tookNanos;
    private final JsonNode card;

    private Product(Process process, long tookNanos, JsonNode card) {
        this.process = process;
        this.tookNanos = tookNanos;
        this.card = card;
    }

    /** Starts it and waits until it says that it is ready. */
    static Product start(Path checkout, Path data) throws IOException {
        return start(List.of(), checkout, data, List.of());
    }

    /**
     * The same.
     *
     * @param wrapper what stands before the command, e.g. {@code taskset}
     * @param more options
     */
    public static Product start(List<String> wrapper, Path checkout, Path data, List<String> more) throws IOException {
        List<String> words = new ArrayList<>(wrapper);
        words.addAll(List.of(
                checkout.resolve("voipbin").toString(),
                "start",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--sip-port",
                "0",
                "--rtp-ports",
                "32000-35999"));
        words.addAll(more);
        ProcessBuilder command = new ProcessBuilder(words).redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.startsWith("VOIPBIN_"));
        long began = System.nanoTime();
        Process process = command.start();
        BufferedReader said = process.inputReader();
        StringBuilder before = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(READY)) {
                long took = System.nanoTime() - began;
                return new Product(process, took, Json.parse(Files.readString(data.resolve("card.json"))));
            }
            before.append("\n  ").append(line);
        }
        throw new BenchFailure("the product does not start:" + before);
    }

    /** From the command to the line that says so. */
    long tookNanos() {
        return tookNanos;
    }

    /** What a newcomer needs: addresses and the first customer's credentials. */
    public JsonNode card() {
        return card;
    }

    Api api() {
        return new Api(card.path("api").asString(), card.path("accesskey").asString());
    }

    /** The launcher becomes the server: it is the same process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Stops it as Ctrl-C does, and waits for that. */
    @Override
    public void close() {
        process.destroy();
        boolean stopped = process.onExit()
                .thenApply(_ -> true)
                .completeOnTimeout(false, STOP_SECONDS, TimeUnit.SECONDS)
                .join();
        if (!stopped) {
            process.destroyForcibly();
            throw new BenchFailure("the product did not stop within " + STOP_SECONDS + " s");
        }
    }
}
