package voipbin.media.rtp;

/**
 * NTP timestamps (RFC 3550 §4): seconds since 1900 in the upper 32 bits, fractions below. Anchored once to the wall
 * clock and then counted with the monotonic one, so that a clock being set does not spoil a round trip.
 *
 * @param anchor the NTP time at {@code anchorNanos}
 * @param anchorNanos a reading of the monotonic clock
 */
public record NtpTime(long anchor, long anchorNanos) {

    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Takes both clocks' readings of the same moment. */
    public static NtpTime anchored(long epochMillis, long nanos) {
        long seconds = SECONDS_1900_TO_1970 + epochMillis / 1000;
        return new NtpTime(seconds << 32 | fraction(epochMillis % 1000 * 1_000_000), nanos);
    }

    /** The 64 bit timestamp at this reading of the monotonic clock. */
    public long at(long nanos) {
        long since = nanos - anchorNanos;
        return anchor + (since / NANOS_PER_SECOND << 32) + fraction(since % NANOS_PER_SECOND);
    }

    /** The middle 32 bits, as report blocks carry it: 65536ths of a second. */
    public static int middle(long ntp) {
        return (int) (ntp >>> 16);
    }

    /** A span between two middles in nanoseconds. */
    public static long nanos(int middles) {
        return (middles & 0xFFFFFFFFL) * NANOS_PER_SECOND >> 16;
    }

    /** A span in nanoseconds as a difference of middles. */
    public static int middles(long nanos) {
        return (int) (nanos / NANOS_PER_SECOND << 16) + (int) ((nanos % NANOS_PER_SECOND << 16) / NANOS_PER_SECOND);
    }

    private static long fraction(long nanosOfSecond) {
        return (nanosOfSecond << 32) / NANOS_PER_SECOND;
    }
}
