package voipbin.platform.call;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import voipbin.base.Problem;
import voipbin.platform.flow.KeyPort;

/** The keys of a call's telephone. */
final class CallKeys implements KeyPort {

    private static final Duration SHORTEST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final Supplier<Leg> leg;

    private final Consumer<Consumer<Character>> ear;

    /** @param ear takes who hears of each key from now on */
    CallKeys(Supplier<Leg> leg, Consumer<Consumer<Character>> ear) {
        this.leg = leg;
        this.ear = ear;
    }

    @Override
    public void listen(Consumer<Character> pressed) {
        ear.accept(pressed);
    }

    /** Durations that no key can be held for become the nearest that it can. */
    @Override
    public void send(String digits, Duration each, Duration gap) {
        Duration held = each.compareTo(SHORTEST) < 0 ? SHORTEST : each.compareTo(LONGEST) > 0 ? LONGEST : each;
        try {
            leg.get().media().sendDigits(digits, held, gap);
        } catch (IllegalArgumentException noKeys) {
            throw Problem.invalid("digits", "must be keys of a telephone: 0-9 A-D # *");
        }
    }
}
