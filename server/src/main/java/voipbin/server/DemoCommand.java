package voipbin.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import voipbin.server.config.Config;
import voipbin.server.config.ConfigReader;
import voipbin.server.demo.Demo;
import voipbin.server.demo.DemoFailure;
import voipbin.server.demo.Rehearsal;
import voipbin.sip.auth.Credentials;

/** {@code demo}: a first call without a softphone, on the running server or else on one of its own. */
@Command(name = "demo", description = "Makes a first call to a built-in phone, which answers and records.")
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--data", description = "data folder of the server to use, if one runs on it (default: data)")
    private Path data = Path.of("data");

    @Option(names = "--wav", description = "file for what the phone hears (default: demo.wav)")
    private Path wav = Path.of("demo.wav");

    @Option(names = "--train", hidden = true, description = "say nothing, leave nothing: what a build trains with")
    private boolean train;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.quiet();
        Consumer<String> says = train ? _ -> {} : System.out::println;
        Path recording = train ? data.resolve("train.wav") : wav.toAbsolutePath();
        try {
            Optional<Card> running = train ? Optional.empty() : running();
            if (running.isPresent()) {
                says.accept("A call on the server at " + running.get().api());
                new Demo(place(running.get()), recording, says).run();
            } else {
                says.accept("No server runs on " + data + ": a call on one that lives for this demo only");
                onOwnServer(recording, says);
            }
            return 0;
        } catch (DemoFailure failure) {
            throw new Refusal("The demo failed: " + failure.getMessage());
        }
    }

    private Optional<Card> running() throws IOException {
        Path pid = data.resolve(StartCommand.PID);
        boolean alive = Files.exists(pid)
                && ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
        return alive ? Card.read(data.resolve(Identities.CARD)) : Optional.empty();
    }

    private void onOwnServer(Path recording, Consumer<String> says) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("voipbin-demo");
        Logs.toFile(folder.resolve("log"));
        Config config = new ConfigReader(Config.DEFAULT)
                .set("data", folder.toString())
                .set("http.port", "0")
                .set("sip.port", "0")
                .read();
        try (Voipbin voipbin = Voipbin.start(config, Clock.systemUTC())) {
            Demo.Place place = place(voipbin.card().orElseThrow());
            new Demo(place, recording, says).run();
            if (train) {
                new Rehearsal(place).run();
            }
        } finally {
            delete(folder);
        }
    }

    private static Demo.Place place(Card card) {
        return new Demo.Place(
                card.api(),
                card.accesskey(),
                new InetSocketAddress(card.sipHost(), card.sipPort()),
                card.sipDomain(),
                new Credentials(card.extension(), card.extensionPassword()),
                card.body());
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
