package voipbin.platform.customer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Secret;

/**
 * A tenant. The webhook secret and the record of the accepted terms stay out of every JSON; {@code GET /customer} shows
 * the secret to its owner through {@link OwnCustomer}.
 */
public record Customer(
        Id<Customer> id,
        String name,
        String detail,
        String email,
        String phoneNumber,
        String address,
        WebhookMethod webhookMethod,
        String webhookUri,
        @Secret String webhookSecret,
        Id<?> billingAccountId,
        Metadata metadata,
        boolean emailVerified,
        Status status,
        IdentityVerification identityVerificationStatus,
        @Secret String termsAgreedVersion,
        @Secret String termsAgreedIp,
        @Nullable Instant tmDeletionScheduled,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public enum Status {
        INITIAL,
        ACTIVE,
        FROZEN,
        DELETED,
        EXPIRED
    }

    /** Whether somebody has checked who the customer is: the gate for calls to the telephone network. */
    public enum IdentityVerification {
        NONE,
        PENDING,
        VERIFIED,
        REJECTED
    }

    /** How a customer wants to be told of events; {@code NONE} where it does not. */
    public enum WebhookMethod {
        @JsonProperty("")
        NONE,
        @JsonProperty("POST")
        POST,
        @JsonProperty("GET")
        GET,
        @JsonProperty("PUT")
        PUT,
        @JsonProperty("DELETE")
        DELETE
    }

    /** @param rtpDebug whether packets of this customer's calls are captured */
    public record Metadata(boolean rtpDebug) {}

    /** What a person says of a customer: new, or put in place of the old. */
    public record Draft(
            String name,
            String detail,
            String email,
            String phoneNumber,
            String address,
            WebhookMethod webhookMethod,
            String webhookUri) {

        public static Draft of(String name, String email) {
            return new Draft(name, "", email, "", "", WebhookMethod.NONE, "");
        }
    }

    record IdentityChoice(IdentityVerification identityVerificationStatus) {}

    record BillingAccountChoice(Id<?> billingAccountId) {}
}
