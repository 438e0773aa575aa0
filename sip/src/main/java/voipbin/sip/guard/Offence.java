package voipbin.sip.guard;

/** What a source has done that honest phones do seldom. */
public enum Offence {
    /** A password that is wrong, or that of a user who is not. */
    WRONG_PASSWORD(1),
    /** A request to somebody who cannot be reached by it: unknown, or not for this source. */
    REFUSED(1),
    /** A challenge: each phone gets one before it answers, so that only many without an answer count. */
    CHALLENGED(0.25),
    /** What is no SIP message. */
    MALFORMED(1),
    /** A request that says itself to come from a known scanner. */
    SCANNER(10);

    private final double points;

    Offence(double points) {
        this.points = points;
    }

    double points() {
        return points;
    }
}
