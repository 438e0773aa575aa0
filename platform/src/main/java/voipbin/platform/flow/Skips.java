package voipbin.platform.flow;

import java.util.function.BooleanSupplier;

/**
 * Cuts an action short, so that its flow goes on. Whoever asks, and the flow's own thread, may do so at the same time:
 * a lock, so that what is cut short is the action that was meant and never what comes behind it.
 */
final class Skips {

    private final Runnable interrupt;
    private boolean acting;
    private boolean asked;

    /** @param interrupt makes what the flow waits for end with an {@link InterruptedException} */
    Skips(Runnable interrupt) {
        this.interrupt = interrupt;
    }

    synchronized void begin() {
        acting = true;
        asked = false;
    }

    /** Whether the action that ends here was cut short. */
    synchronized boolean end() {
        acting = false;
        return asked;
    }

    void ask() {
        ask(() -> true);
    }

    /** @param still whether the action that was meant is the one that is under way */
    synchronized void ask(BooleanSupplier still) {
        if (acting && !asked && still.getAsBoolean()) {
            asked = true;
            interrupt.run();
        }
    }
}
