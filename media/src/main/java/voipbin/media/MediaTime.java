package voipbin.media;

import java.util.function.LongSupplier;
import voipbin.media.rtp.NtpTime;

/**
 * The clocks of the engine.
 *
 * @param nanos a monotonic clock in nanoseconds, as {@link System#nanoTime}
 * @param ntp what to tell peers that {@code nanos} means
 */
record MediaTime(LongSupplier nanos, NtpTime ntp) {

    static MediaTime system() {
        return new MediaTime(System::nanoTime, NtpTime.anchored(System.currentTimeMillis(), System.nanoTime()));
    }

    long now() {
        return nanos.getAsLong();
    }
}
