package voipbin.media;

import java.time.Duration;

/**
 * An estimate of how speech sounds, by the E-model (ITU-T G.107) with its defaults, G.113's loss figures for a codec
 * with concealment, and random losses.
 *
 * @param rating R, 0 to 93.2
 * @param mos the mean opinion score that it means, 1 to 4.4
 */
public record Quality(double rating, double mos) {

    /** Everything else at its default (G.107 table 2). */
    private static final double BEST = 93.2;

    /** Packet-loss robustness of G.711 with concealment (G.113 table I.4). */
    private static final double ROBUSTNESS = 25.1;

    /** @param lost the share of packets that is not heard, 0 to 1 */
    static Quality of(double lost, Duration mouthToEar) {
        double percent = 100 * lost;
        double equipment = 95 * percent / (percent + ROBUSTNESS);
        double rating = Math.clamp(BEST - delay(mouthToEar.toMillis()) - equipment, 0, BEST);
        return new Quality(rating, mos(rating));
    }

    /** Hardly anything up to 177 ms, then steeply more: the usual simplification of G.107's Idd. */
    private static double delay(double millis) {
        return 0.024 * millis + (millis > 177.3 ? 0.11 * (millis - 177.3) : 0);
    }

    /** G.107 annex B. */
    private static double mos(double rating) {
        return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
    }
}
