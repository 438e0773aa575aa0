package voipbin.media;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices that nothing comes from a peer that was to send. Confined to the loop. */
final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private long quiet = Long.MAX_VALUE;
    private @Nullable Consumer<Boolean> listener;
    private boolean expecting;
    private boolean dead;
    private long since;

    /** From now on {@code told} hears {@code true} when it has been quiet for so long, {@code false} when it ends. */
    void watch(Duration patience, Consumer<Boolean> told) {
        quiet = patience.toNanos();
        listener = told;
        dead = false;
    }

    /** @param heard when the last packet came */
    void tick(long now, long heard, boolean receives) {
        Consumer<Boolean> told = listener;
        if (!receives || !expecting) {
            since = now;
        }
        expecting = receives;
        if (told == null || !receives) {
            return;
        }
        long last = heard != 0 && heard - since > 0 ? heard : since;
        if (dead != now - last > quiet) {
            dead = !dead;
            tell(told);
        }
    }

    private void tell(Consumer<Boolean> told) {
        try {
            told.accept(dead);
        } catch (RuntimeException bug) {
            LOG.error("a watcher broke", bug);
        }
    }
}
