package voipbin.bench.soak;

import java.time.Duration;
import java.util.List;
import voipbin.bench.BenchFailure;

/**
 * What the command line says.
 *
 * @param lasts how long there is load
 * @param killEvery from one kill of the server to the next; zero: it is not killed
 */
record Options(Duration lasts, Duration killEvery) {

    private static final int MOST_MINUTES = 50;

    static Options of(List<String> arguments) {
        Options options = new Options(Duration.ofMinutes(10), Duration.ZERO);
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            int value = value(arguments, i);
            options = switch (name) {
                case "--minutes" ->
                    new Options(Duration.ofMinutes(Math.clamp(value, 1, MOST_MINUTES)), options.killEvery);
                case "--kill-every" -> new Options(options.lasts, Duration.ofSeconds(value));
                default -> throw new BenchFailure("soak knows no option " + name);
            };
        }
        return options;
    }

    private static int value(List<String> arguments, int at) {
        String text = at + 1 < arguments.size() ? arguments.get(at + 1) : "";
        if (!text.matches("[0-9]{1,4}")) {
            throw new BenchFailure(arguments.get(at) + " needs a whole number");
        }
        return Integer.parseInt(text);
    }
}
