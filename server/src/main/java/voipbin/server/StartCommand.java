package voipbin.server;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import voipbin.media.Autogroup;
import voipbin.server.config.Config;

/** {@code start}: serves until it is told to stop. */
@Command(name = "start", description = "Starts the server and prints what a first call needs; Ctrl-C ends it.")
final class StartCommand implements Callable<Integer> {

    /** The file by which the launcher finds a running server. */
    static final String PID = "voipbin.pid";

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() throws Exception {
        Config config = options.read();
        Logs.toFile(Path.of(config.data()).resolve("log"));
        Logger log = LoggerFactory.getLogger(StartCommand.class);
        if (Autogroup.raise()) {
            log.info("this session has a larger share of the processor");
        }
        Voipbin voipbin = Voipbin.start(config, Clock.systemUTC());
        Path pid = Path.of(config.data()).resolve(PID);
        Files.writeString(pid, ProcessHandle.current().pid() + "\n");
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(voipbin, pid, stopped), "stop"));
        long took = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        log.info("ready after {} ms", took);
        System.out.println(ready(voipbin, config, took));
        stopped.await();
        return 0;
    }

    private static void stop(Voipbin voipbin, Path pid, CountDownLatch stopped) {
        try {
            voipbin.close();
            Files.deleteIfExists(pid);
        } catch (java.io.IOException leftBehind) {
            LoggerFactory.getLogger(StartCommand.class).warn("cannot remove {}", pid);
        } finally {
            stopped.countDown();
        }
    }

    private static String ready(Voipbin voipbin, Config config, long took) {
        String card = voipbin.card()
                .map(Card::text)
                .orElse("  The card with the first customer's credentials is gone from the data folder.\n");
        return "VoIPBIN is ready (%.1f s)\n\n%s\n  mails %s   log %s   Ctrl-C or ./voipbin stop ends it\n"
                .formatted(
                        took / 1000.0, card, Path.of(config.data(), "mail"), Path.of(config.data(), "log", Logs.FILE));
    }
}
