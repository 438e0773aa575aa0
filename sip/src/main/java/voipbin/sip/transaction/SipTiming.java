package voipbin.sip.transaction;

import java.time.Duration;

/**
 * The base figures of all SIP timers (RFC 3261, 17.1.1.1 and table 4).
 *
 * @param t1 round-trip estimate: first retransmission interval; 64 times it is how long a transaction waits
 * @param t2 longest retransmission interval of non-INVITE requests and INVITE responses
 * @param t4 how long a message stays in the network
 */
public record SipTiming(Duration t1, Duration t2, Duration t4) {

    /** The RFC's figures: 500 ms, 4 s, 5 s. */
    public static final SipTiming STANDARD =
            new SipTiming(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5));

    /**
     * 8 times T1: who has answered none of four INVITEs by then is passed over where there is another to ask. That
     * other would otherwise wait for timer B.
     */
    public Duration silence() {
        return t1.multipliedBy(8);
    }

    /** 64 times T1: timers B, F, H, J, L and M over UDP. */
    public Duration patience() {
        return t1.multipliedBy(64);
    }
}
