package voipbin.bench.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import voipbin.bench.BenchFailure;

/** The product as people start it, again and again on the same data and the same ports. */
public final class Server implements AutoCloseable {

    private static final String READY = "VoIPBIN is ready";
    private static final int STOP_SECONDS = 20;

    private final Path data;
    private final int port;
    private final int sipPort;
    private final List<String> command;
    private Process process;
    private int starts;

    /** @param more options of its start */
    public Server(Path checkout, Path data, String... more) throws IOException {
        this.data = data;
        this.port = freeTcpPort();
        this.sipPort = freeUdpPort();
        this.command = new ArrayList<>(List.of(
                checkout.resolve("voipbin").toString(),
                "start",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--sip-port",
                Integer.toString(sipPort),
                "--rtp-ports",
                "36000-39999"));
        command.addAll(List.of(more));
        this.process = start();
    }

    public String site() {
        return "http://127.0.0.1:" + port;
    }

    /** Where it listens to SIP over UDP. */
    public InetSocketAddress sip() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), sipPort);
    }

    int starts() {
        return starts;
    }

    /** As {@code kill -9}: the launcher has become the server, it is the same process. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void startAgain() throws IOException {
        process = start();
    }

    void killAndStartAgain() throws IOException, InterruptedException {
        kill();
        startAgain();
    }

    /** Starts it and kills it so long afterwards, ready or not. */
    public void dieStarting(Duration after) throws IOException, InterruptedException {
        process = launch();
        try (BufferedReader said = process.inputReader()) {
            Thread.startVirtualThread(() -> readOn(said));
            Thread.sleep(after);
            kill();
        }
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("VOIPBIN_"));
        starts++;
        return builder.start();
    }

    private Process start() throws IOException {
        Process started = launch();
        BufferedReader said = started.inputReader();
        StringBuilder before = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(READY)) {
                Thread.startVirtualThread(() -> readOn(said));
                return started;
            }
            before.append("\n  ").append(line);
        }
        throw new BenchFailure("the product does not start:" + before);
    }

    private static void readOn(BufferedReader said) {
        try (said) {
            while (said.readLine() != null) {
                // so that the pipe never fills
            }
        } catch (IOException | UncheckedIOException killed) {
            // it has said all it will
        }
    }

    /** Lines that it logged as errors, in all its lives. */
    public long errorsLogged() throws IOException {
        Path log = data.resolve("log").resolve("voipbin.log");
        if (Files.notExists(log)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("ERROR")).count();
        }
    }

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

    private static int freeTcpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int freeUdpPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }
}
