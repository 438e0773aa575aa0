package voipbin.platform.billing;

import voipbin.platform.customer.Quota.Kind;

/** What a customer subscribes to: free tokens a month, and how many of each thing it may have (accounts §6.3). */
public enum PlanType {
    FREE(100, new Limits(5, 2, 1)),
    BASIC(1_000, new Limits(50, 10, 5)),
    PROFESSIONAL(10_000, new Limits(500, 100, 50)),
    /** Pays for what it uses like the others, but is never refused anything. */
    UNLIMITED(0, new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));

    /**
     * How many of a kind there may be.
     *
     * @param identities extensions, agents and virtual numbers, of each
     * @param rooms queues and conferences, of each
     */
    private record Limits(long identities, long rooms, long trunks) {}

    private final long monthlyTokens;
    private final Limits limits;

    PlanType(long monthlyTokens, Limits limits) {
        this.monthlyTokens = monthlyTokens;
        this.limits = limits;
    }

    /** What the balance of tokens is set to on the first of each month. */
    public long monthlyTokens() {
        return monthlyTokens;
    }

    /** How many there may be; {@code Long.MAX_VALUE} for as many as one likes. */
    public long limit(Kind kind) {
        return switch (kind) {
            case EXTENSION, AGENT, VIRTUAL_NUMBER -> limits.identities();
            case QUEUE, CONFERENCE -> limits.rooms();
            case TRUNK -> limits.trunks();
        };
    }
}
