package voipbin.bench.sip;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import voipbin.bench.BenchFailure;

/** A running {@link BareStack}. */
final class BareProcess implements AutoCloseable {

    private final Process process;
    private final InetSocketAddress address;

    private BareProcess(Process process, int port) {
        this.process = process;
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** @param pinned the command as it is to run, on a certain core perhaps */
    static BareProcess start(UnaryOperator<List<String>> pinned) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-XX:+UseG1GC",
                "-Xmx512m",
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-cp",
                System.getProperty("java.class.path"),
                BareStack.class.getName());
        Process process = new ProcessBuilder(pinned.apply(command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader();
        String port = said.readLine();
        if (port == null) {
            throw new BenchFailure("the bare stack does not start");
        }
        return new BareProcess(process, Integer.parseInt(port));
    }

    InetSocketAddress address() {
        return address;
    }

    /** Whoever is called there. */
    String uri() {
        return "sip:bare@127.0.0.1:" + address.getPort();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
