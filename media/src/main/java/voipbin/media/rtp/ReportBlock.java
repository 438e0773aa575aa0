package voipbin.media.rtp;

/**
 * One report block (RFC 3550 §6.4.1): what a receiver tells about the stream of {@code ssrc}.
 *
 * @param highestSequence with the count of cycles in its upper half
 * @param jitter in timestamp units, 125 µs each
 */
public record ReportBlock(int ssrc, Loss loss, long highestSequence, long jitter, Echo echo) {

    /**
     * What did not arrive.
     *
     * @param fraction since the report before, in 256ths: 0 to 255
     * @param cumulative from the beginning; written with 24 bits and sign
     */
    public record Loss(int fraction, long cumulative) {}

    /**
     * What the round trip is computed from.
     *
     * @param lastReport the middle 32 bits of the NTP time of the last sender report, 0 when there was none
     * @param delay since then, in 65536ths of a second, as an unsigned 32 bit number
     */
    public record Echo(int lastReport, int delay) {

        /** There was no sender report yet. */
        public static final Echo NONE = new Echo(0, 0);
    }
}
