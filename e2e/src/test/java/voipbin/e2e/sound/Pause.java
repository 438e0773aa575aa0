package voipbin.e2e.sound;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The step between two looks at what another process has done; there is no event to wait for. */
public final class Pause {
    private Pause() {}

    /** 20 ms. */
    public static void briefly() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
}
