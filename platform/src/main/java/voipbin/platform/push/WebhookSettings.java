package voipbin.platform.push;

import java.time.Duration;
import java.util.List;
import voipbin.kit.outward.AddressRules;
import voipbin.kit.outward.Cidr;
import voipbin.kit.outward.OutwardHttp;

/**
 * How webhooks are sent.
 *
 * @param allowed which addresses they may go to
 * @param look how often at most it is looked for what is due
 * @param kept for how long
 */
public record WebhookSettings(
        AddressRules allowed, OutwardHttp.Patience patience, Backoff backoff, Crews crews, Duration look, Kept kept) {

    /** How long events are, and webhooks that were delivered. */
    public record Kept(Duration events, Duration deliveries) {}

    /**
     * How many requests at a time. Customers whose last attempt failed are served one request at a time and from a
     * contingent of their own: they cannot use up what the others need, however many they are and however long their
     * targets keep silent.
     */
    public record Crews(int perCustomer, int together, int failing) {
        public static final Crews STANDARD = new Crews(8, 512, 256);
    }

    /** @param privateTargets whether anything may be asked, loopback included */
    public static WebhookSettings standard(boolean privateTargets, List<Cidr> allowed, Kept kept) {
        return new WebhookSettings(
                privateTargets ? AddressRules.anything() : AddressRules.publicAnd(allowed),
                OutwardHttp.Patience.STANDARD,
                Backoff.STANDARD,
                Crews.STANDARD,
                Duration.ofMillis(500),
                kept);
    }

    /** By then whoever claimed a delivery has settled it or is dead. */
    Duration lease() {
        return patience.total().multipliedBy(2);
    }
}
