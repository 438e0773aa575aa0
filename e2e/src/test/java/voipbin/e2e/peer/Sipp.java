package voipbin.e2e.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import voipbin.e2e.sound.Pause;

/** Debian's SIPp (package sip-tester) with one of our scenarios, resources/sipp/NAME.xml. */
public final class Sipp implements AutoCloseable {
    private final Home home = Home.of("sipp");
    private final SippRun run;
    private final int port;
    private final Program program;

    private Sipp(SippRun run) {
        Program.demand("sipp", "sip-tester");
        this.run = run;
        this.port = run.port() == 0 ? Ports.free(run.host(), 1) : run.port();
        var scenario = home.write(run.scenario() + ".xml", filled(scenario(run.scenario())));
        this.program = Program.start(command(scenario), home.path(), Map.of("TERM", "dumb"), line -> {});
        awaitListening();
    }

    /** Starts it; returns when it listens. */
    public static Sipp start(SippRun run) {
        return new Sipp(run);
    }

    /** Runs it to its end; fails the test if the scenario was not gone through as written. */
    public static void act(SippRun run) {
        try (var sipp = start(run)) {
            sipp.awaitSuccess();
        }
    }

    /** {@code host:port} where it listens for SIP over UDP. */
    public String address() {
        return run.host() + ":" + port;
    }

    /** Waits until all calls have been gone through, and tells how they went. */
    public SippOutcome await() {
        var exit = program.waitFor(run.limit().plusSeconds(5));
        return SippOutcome.of(exit, read("stat.csv"));
    }

    /** The same; fails the test, with all messages, if any call went otherwise than the scenario says. */
    public SippOutcome awaitSuccess() {
        var outcome = await();
        if (outcome.exit() != 0) {
            throw new AssertionError(
                    "SIPp's %s: %s%n%s%n%s".formatted(run.scenario(), outcome, read("errors.log"), messages()));
        }
        return outcome;
    }

    /** Whether it has gone through all its calls. */
    public boolean isOver() {
        return !program.alive();
    }

    /** All SIP messages sent and received so far. */
    public String messages() {
        return read("messages.log");
    }

    @Override
    public void close() {
        program.close();
        home.close();
    }

    private List<String> command(Path scenario) {
        var command = new ArrayList<>(List.of("sipp"));
        run.remote().ifPresent(command::add);
        command.addAll(List.of("-sf", scenario.toString(), "-i", run.host(), "-p", String.valueOf(port)));
        command.addAll(List.of(
                "-bind_local", "-mi", run.host(), "-mp", String.valueOf(Ports.free(run.host(), 4)), "-rtp_echo"));
        command.addAll(List.of("-m", String.valueOf(run.calls()), "-r", "50", "-nostdin", "-skip_rlimit"));
        command.addAll(List.of("-timeout", run.limit().toSeconds() + "s", "-timeout_error"));
        command.addAll(
                List.of("-trace_stat", "-stf", file("stat.csv"), "-trace_err", "-error_file", file("errors.log")));
        command.addAll(List.of("-trace_msg", "-message_file", file("messages.log")));
        command.addAll(List.of("-cp", String.valueOf(Ports.free("127.0.0.1", 1))));
        command.addAll(run.options());
        return command;
    }

    private void awaitListening() {
        var end = Instant.now().plusSeconds(10);
        while (!Ports.isBound(port) && program.alive()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("SIPp does not listen:\n" + program.output());
            }
            Pause.briefly();
        }
    }

    private String file(String name) {
        return home.path().resolve(name).toString();
    }

    private String read(String name) {
        try {
            var file = home.path().resolve(name);
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIPp itself knows keys in messages only, not in pauses and conditions. */
    private String filled(String scenario) {
        var text = scenario;
        for (var key : run.keys().entrySet()) {
            text = text.replace("[" + key.getKey() + "]", key.getValue());
        }
        return text;
    }

    private static String scenario(String name) {
        try (var in = Sipp.class.getResourceAsStream("/sipp/" + name + ".xml")) {
            if (in == null) {
                throw new AssertionError("no scenario resources/sipp/" + name + ".xml");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
