package voipbin.platform.flow;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The keys that the caller presses. They are kept in a variable: behind those before while an action receives them, in
 * their place otherwise (calls §1.9).
 */
public final class Digits {

    /** Where they are kept. */
    public static final String VARIABLE = "voipbin.call.digits";

    private static final Consumer<Character> NOBODY = _ -> {};

    private final Variables variables;
    private final Time time;
    private volatile boolean receiving;
    private volatile Consumer<Character> also = NOBODY;

    Digits(Variables variables, Time time) {
        this.variables = variables;
        this.time = time;
    }

    /** A key has been released; on the media loop, does not block. */
    void pressed(char digit) {
        String key = String.valueOf(digit);
        if (receiving) {
            variables.append(VARIABLE, key);
        } else {
            variables.set(VARIABLE, key);
        }
        also.accept(digit);
        time.wake();
    }

    /** Waits until what has been pressed is enough, at most so long; what was pressed before counts. */
    public void receive(Predicate<String> enough, Duration limit) throws InterruptedException {
        receiving = true;
        try {
            time.await(() -> enough.test(variables.get(VARIABLE)), limit);
        } finally {
            receiving = false;
        }
    }

    /** Somebody who is told of each key as long as the present action lasts; must not block. */
    public void tell(Consumer<Character> listener) {
        also = listener;
    }

    void tellNobody() {
        also = NOBODY;
    }
}
