package voipbin.kit.http;

/**
 * How often one client may ask (conventions §12).
 *
 * @param authPublic for each address, at {@code /auth/*}
 * @param authProtected for each address, at {@code /auth/unregister} and {@code /auth/delegate}
 * @param v1 for each address, at {@code /v1.0/*}
 * @param customer for each customer, all its agents and access keys together
 * @param direct for each customer, all its direct tokens together
 * @param delegate for each customer, all its delegates together
 */
public record RateLimits(Tier authPublic, Tier authProtected, Tier v1, Tier customer, Tier direct, Tier delegate) {

    /**
     * A bucket of tokens.
     *
     * @param perSecond tokens that come in a second; 0 or less switches the tier off
     * @param burst the most that lie in the bucket; less than 1 switches the tier off
     */
    public record Tier(double perSecond, int burst) {

        static final Tier OFF = new Tier(0, 0);

        boolean isOff() {
            return !(perSecond > 0) || burst < 1;
        }
    }

    public static final RateLimits STANDARD = new RateLimits(
            new Tier(10, 20),
            new Tier(10, 20),
            new Tier(200, 400),
            new Tier(1000.0 / 60, 33),
            new Tier(50, 100),
            new Tier(500.0 / 60, 16));

    public static final RateLimits NONE =
            new RateLimits(Tier.OFF, Tier.OFF, Tier.OFF, Tier.OFF, Tier.OFF, Tier.OFF);
}
