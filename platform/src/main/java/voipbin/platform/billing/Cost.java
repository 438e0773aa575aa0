package voipbin.platform.billing;

import java.time.Duration;

/**
 * What a number of units comes to (accounts §7.2).
 *
 * @param credit micro-USD
 */
public record Cost(long tokens, long credit) {

    private static final long SECONDS_A_MINUTE = 60;

    /**
     * Tokens first, where they can pay for the type at all; the whole units that they do not reach for are paid in
     * credit, which may thereby go below zero.
     */
    public static Cost of(CostType type, long units, long balanceToken) {
        if (type.tokensPerUnit() == 0) {
            return new Cost(0, units * type.creditPerUnit());
        }
        long byTokens = Math.min(units, Math.max(0, balanceToken) / type.tokensPerUnit());
        return new Cost(byTokens * type.tokensPerUnit(), (units - byTokens) * type.creditPerUnit());
    }

    /** Each minute begun counts; less than a second is nothing. */
    public static long minutes(Duration used) {
        return Math.ceilDiv(Math.max(0, used.toSeconds()), SECONDS_A_MINUTE);
    }
}
