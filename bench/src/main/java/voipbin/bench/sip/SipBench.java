package voipbin.bench.sip;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import voipbin.bench.Bench;
import voipbin.bench.BenchFailure;
import voipbin.bench.Cores;

/** The bench's parts in their order, or those that are asked for. */
public final class SipBench {

    public static final String SUMMARY =
            "[yardstick] [bare] [calls [RATE]] [overload] [idle] [register [N]] [--soak [N]]  SIP: CPU a call and a registration, memory";
    public static final Duration LONGEST = Duration.ofMinutes(60);

    private static final List<String> USUALLY = List.of("yardstick", "bare", "calls", "overload", "idle", "register");
    private static final int CONTACTS = 30_000;
    private static final int SOAKED = 100_000;

    private SipBench() {}

    /** Pins the server to the first core and this process to the second, if there are two. */
    public static void run(Bench.Ask ask) throws IOException, InterruptedException {
        boolean apart = Cores.apart();
        if (apart) {
            Cores.takeOurs();
        } else {
            ask.out().println("one core for server and load: figures of CPU hold, rates do not");
        }
        List<String> words = ask.arguments().stream()
                .map(word -> word.replaceFirst("^--", ""))
                .toList();
        List<String> parts = words.isEmpty() ? USUALLY : words;
        for (int i = 0; i < parts.size(); i++) {
            boolean counted = i + 1 < parts.size() && parts.get(i + 1).matches("\\d+");
            OptionalInt count = counted ? OptionalInt.of(Integer.parseInt(parts.get(i + 1))) : OptionalInt.empty();
            run(parts.get(i), count, ask, apart);
            i += counted ? 1 : 0;
        }
    }

    private static void run(String part, OptionalInt count, Bench.Ask ask, boolean apart)
            throws IOException, InterruptedException {
        switch (part) {
            case "yardstick" -> Yardstick.run(ask, apart);
            case "bare" -> BareCalls.run(ask, apart);
            case "calls" -> new WholeCalls(ask, apart).atRates(count);
            case "overload" -> new WholeCalls(ask, apart).overload();
            case "idle" -> new WholeCalls(ask, apart).idle();
            case "register" -> new Registrations(ask, apart).run(count.orElse(CONTACTS));
            case "soak" -> new WholeCalls(ask, apart).soak(count.orElse(SOAKED));
            default -> throw new BenchFailure("there is no part '" + part + "': " + SUMMARY);
        }
    }
}
