package voipbin.kit.http;

import java.util.Optional;
import voipbin.kit.auth.Authenticator;

/**
 * Who stands between a request and its handler, in the order of conventions §3.
 *
 * @param limits how often one address and one customer may ask
 * @param authenticator who asks
 * @param gate whether that one may come in just now
 * @param idempotency what was answered to requests with an {@code Idempotency-Key}; without it the header is ignored
 */
public record Guards(
        RateLimits limits, Authenticator authenticator, Gate gate, Optional<IdempotencyKeys> idempotency) {

    /** Only the authenticator: no limits, no gate, no idempotency keys. */
    public static Guards of(Authenticator authenticator) {
        return new Guards(RateLimits.NONE, authenticator, (_, _) -> {}, Optional.empty());
    }

    public Guards limits(RateLimits other) {
        return new Guards(other, authenticator, gate, idempotency);
    }

    public Guards gate(Gate other) {
        return new Guards(limits, authenticator, other, idempotency);
    }

    public Guards idempotency(IdempotencyKeys keys) {
        return new Guards(limits, authenticator, gate, Optional.of(keys));
    }
}
