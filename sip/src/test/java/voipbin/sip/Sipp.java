package voipbin.sip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Debian's SIPp (package sip-tester) with a scenario of ours, resources/sipp/NAME.xml, for one call on loopback. */
final class Sipp implements AutoCloseable {

    private final Path folder;
    private final Process process;
    private final int port;

    private Sipp(String scenario, Optional<InetSocketAddress> remote, String... further) throws IOException {
        this.folder = Files.createTempDirectory("sipp");
        this.port = freePort();
        Path file = folder.resolve(scenario + ".xml");
        try (var source = Sipp.class.getResourceAsStream("/sipp/" + scenario + ".xml")) {
            Files.write(file, source.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of("sipp"));
        remote.ifPresent(address -> command.add("127.0.0.1:" + address.getPort()));
        command.addAll(List.of("-sf", file.toString(), "-i", "127.0.0.1", "-p", Integer.toString(port)));
        command.addAll(List.of("-bind_local", "-nostdin", "-skip_rlimit", "-nd"));
        command.addAll(further.length == 0 ? List.of("-m", "1") : List.of(further));
        command.addAll(List.of("-timeout", "25s", "-timeout_error", "-cp", Integer.toString(freePort())));
        command.addAll(List.of(
                "-trace_err", "-error_file", folder.resolve("errors.log").toString()));
        command.addAll(List.of(
                "-trace_msg", "-message_file", folder.resolve("messages.log").toString()));
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
    }

    /** A caller of this stack. */
    static Sipp calls(SipStack stack, String scenario) throws IOException {
        return new Sipp(scenario, Optional.of(stack.address()));
    }

    /** So many callers, a fifth of a second apart, of whose messages one in twenty is lost each way. */
    static Sipp callsOverABadLine(SipStack stack, String scenario, int calls) throws IOException {
        String count = Integer.toString(calls);
        return new Sipp(scenario, Optional.of(stack.address()), "-m", count, "-r", "20", "-lost", "5");
    }

    /** A phone that waits for a call. INVITEs that come before it listens are repeated. */
    static Sipp waits(String scenario) throws IOException {
        return new Sipp(scenario, Optional.empty());
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until the scenario is over; fails with all messages if it went otherwise than written. */
    void awaitSuccess() throws Exception {
        boolean over = process.waitFor(40, TimeUnit.SECONDS);
        if (!over || process.exitValue() != 0) {
            throw new AssertionError("SIPp: " + read("errors.log") + read("messages.log") + read("output.log"));
        }
    }

    private String read(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1) : "";
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
