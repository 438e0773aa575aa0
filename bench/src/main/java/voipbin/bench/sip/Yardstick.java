package voipbin.bench.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import voipbin.bench.Bench;
import voipbin.bench.BenchFailure;
import voipbin.bench.Cores;
import voipbin.bench.Measured;
import voipbin.bench.Percentiles;
import voipbin.bench.Table;

/**
 * What a program that all know takes on this machine at this hour: Debian's Kamailio, passing calls on from the same
 * load to a bare stack. Machines of one kind differ by half and more, also from one hour to the next; ours divided by
 * this one does not.
 */
final class Yardstick {

    private static final int[] RATES = {200, 400, 600, 800};
    private static final int SECONDS = 8;
    private static final int WARM_UP_RATE = 300;

    /** CPU ms a call that it passes on, as measured for issue 4. */
    private static final String AS_MEASURED = "0.26 to 0.40";

    private static final String CONFIG = """
            #!KAMAILIO
            debug=0
            log_stderror=yes
            children=1
            disable_tcp=yes
            auto_aliases=no
            listen=udp:%s
            loadmodule "sl.so"
            loadmodule "tm.so"
            loadmodule "maxfwd.so"
            loadmodule "pv.so"
            loadmodule "ctl.so"
            modparam("ctl", "binrpc", "tcp:%s")
            request_route {
                if (!mf_process_maxfwd_header("10")) {
                    sl_send_reply("483", "Too Many Hops");
                    exit;
                }
                t_relay();
            }
            """;

    private Yardstick() {}

    static void run(Bench.Ask ask, boolean apart) throws IOException, InterruptedException {
        InetSocketAddress proxy = free();
        InetSocketAddress control = free();
        Path config = ask.folder().resolve("kamailio.cfg");
        Files.writeString(config, CONFIG.formatted(text(proxy), text(control)));
        List<String> command = List.of(
                "kamailio",
                "-f",
                config.toString(),
                "-DD",
                "-E",
                "-m",
                "256",
                "-Y",
                ask.folder().toString(),
                "-P",
                ask.folder().resolve("kamailio.pid").toString());
        Process kamailio = new ProcessBuilder(Cores.forServer(apart, command))
                .redirectErrorStream(true)
                .redirectOutput(ask.folder().resolve("kamailio.log").toFile())
                .start();
        try (BareProcess callee = BareProcess.start(UnaryOperator.identity())) {
            await(kamailio, control);
            try (CallLoad load = new CallLoad(proxy, callee.uri(), 9)) {
                measure(ask, kamailio.toHandle(), load);
            }
        } finally {
            kamailio.destroy();
            kamailio.onExit().join();
        }
    }

    private static void measure(Bench.Ask ask, ProcessHandle server, CallLoad load)
            throws IOException, InterruptedException {
        // for the load and who is called; Kamailio compiles nothing
        load.run(WARM_UP_RATE, WARM_UP_RATE * SECONDS, CallLoad.End.CALLER);
        Table table = new Table("Kamailio passing on, calls/s", "answered", "CPU ms", "core", "p50", "p99");
        double best = Double.MAX_VALUE;
        for (int rate : RATES) {
            CallRun[] run = new CallRun[1];
            Measured cost = Measured.of(server, () -> run[0] = load.run(rate, rate * SECONDS, CallLoad.End.CALLER));
            int calls = run[0].calls();
            Percentiles setup = run[0].setup();
            best = Math.min(best, cost.millis(calls));
            table.row(
                    rate,
                    run[0].answeredCalls(),
                    "%.2f".formatted(cost.millis(calls)),
                    cost.share(),
                    Percentiles.millis(setup.at(50)),
                    Percentiles.millis(setup.at(99)));
        }
        table.print(ask.out());
        ask.out().printf("  at best %.2f ms a call; %s where the figures to reach were found%n", best, AS_MEASURED);
    }

    private static InetSocketAddress free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** Its control port listens once all its processes run. */
    private static void await(Process kamailio, InetSocketAddress control) throws InterruptedException {
        for (int i = 0; i < 100 && kamailio.isAlive(); i++) {
            try (Socket socket = new Socket()) {
                socket.connect(control);
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new BenchFailure("Kamailio does not start; apt-get install kamailio brings it");
    }
}
