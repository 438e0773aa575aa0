package voipbin.platform.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** How an activeflow waits. What waits ends by interruption when the flow is stopped or told to go on. */
public interface Time {

    Instant now();

    void sleep(Duration duration) throws InterruptedException;

    /** Waits until something holds, at most so long; looks again at each {@link #wake}. */
    void await(BooleanSupplier holds, Duration limit) throws InterruptedException;

    /** Something has changed; from any thread, does not block. */
    void wake();
}
