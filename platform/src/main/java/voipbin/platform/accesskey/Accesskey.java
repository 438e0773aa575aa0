package voipbin.platform.accesskey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Secret;
import voipbin.platform.customer.Customer;

/** A credential with the powers of its customer's admin. Only a hash of the token is kept. */
public record Accesskey(
        Id<Accesskey> id,
        Id<Customer> customerId,
        String name,
        String detail,
        @Secret String tokenHash,
        String tokenPrefix,
        @Nullable Instant tmExpire,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    /** @param expire seconds from now, at least a day */
    public record Draft(String name, String detail, long expire) {}

    record Edit(String name, String detail) {}

    /** The key as its creation answers it: the only time that the token is shown. */
    public record WithToken(
            Id<Accesskey> id,
            Id<Customer> customerId,
            String name,
            String detail,
            String token,
            String tokenPrefix,
            @Nullable Instant tmExpire,
            Instant tmCreate,
            @Nullable Instant tmUpdate,
            @Nullable Instant tmDelete) {

        static WithToken of(Accesskey key, String token) {
            return new WithToken(
                    key.id,
                    key.customerId,
                    key.name,
                    key.detail,
                    token,
                    key.tokenPrefix,
                    key.tmExpire,
                    key.tmCreate,
                    key.tmUpdate,
                    key.tmDelete);
        }
    }
}
