package voipbin.base;

import java.time.Duration;

/** Something that calls back later. Each implementation says on which thread. */
public interface Timers {

    /** A callback that has not run yet. */
    @FunctionalInterface
    interface Timer {

        /** Makes the callback not run; without effect once it has. */
        void cancel();
    }

    Timer after(Duration delay, Runnable callback);
}
