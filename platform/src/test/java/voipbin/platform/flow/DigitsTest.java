package voipbin.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Keys that are pressed before, while and after an action receives them. */
class DigitsTest {

    private final Variables variables = new Variables(Map.of(), () -> "{}");
    private final Queue<Character> fingers = new ArrayDeque<>(List.of('1', '2', '3', '4'));
    private final Digits digits = new Digits(variables, new Presses());

    /** Waiting lets the fingers press the next key, until they have none. */
    private final class Presses implements Time {

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public void sleep(Duration duration) {
            throw new IllegalStateException("nobody sleeps here");
        }

        @Override
        public void await(BooleanSupplier holds, Duration limit) {
            while (!holds.getAsBoolean() && !fingers.isEmpty()) {
                digits.pressed(fingers.remove());
            }
        }

        @Override
        public void wake() {
            // the loop above looks by itself
        }
    }

    @Test
    void keysArePutTogetherWhileTheyAreReceivedBehindThoseBefore() throws InterruptedException {
        digits.pressed('8');
        digits.pressed('9');
        assertThat(kept()).as("nobody receives: the last one stays").isEqualTo("9");
        digits.receive(text -> text.length() >= 4, Duration.ofMinutes(1));
        assertThat(kept()).isEqualTo("9123");
        digits.pressed('0');
        assertThat(kept()).isEqualTo("0");
    }

    @Test
    void whatWasPressedBeforeMayBeEnough() throws InterruptedException {
        digits.pressed('#');
        digits.receive(text -> text.contains("#"), Duration.ofMinutes(1));
        assertThat(kept()).isEqualTo("#");
        assertThat(fingers).hasSize(4);
    }

    private String kept() {
        return variables.get(Digits.VARIABLE);
    }
}
