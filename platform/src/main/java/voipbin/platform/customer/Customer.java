package voipbin.platform.customer;

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
        String webhookMethod,
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

    /** @param rtpDebug whether packets of this customer's calls are captured */
    public record Metadata(boolean rtpDebug) {}

    /** What a person says of a new customer. */
    public record Draft(
            String name,
            String detail,
            String email,
            String phoneNumber,
            String address,
            String webhookMethod,
            String webhookUri) {

        public static Draft of(String name, String email) {
            return new Draft(name, "", email, "", "", "", "");
        }
    }

    /** The customer with what only its own admin sees. */
    record OwnCustomer(
            Id<Customer> id,
            String name,
            String detail,
            String email,
            String phoneNumber,
            String address,
            String webhookMethod,
            String webhookUri,
            String webhookSecret,
            Id<?> billingAccountId,
            Metadata metadata,
            boolean emailVerified,
            Status status,
            IdentityVerification identityVerificationStatus,
            @Nullable Instant tmDeletionScheduled,
            Instant tmCreate,
            @Nullable Instant tmUpdate,
            @Nullable Instant tmDelete) {

        static OwnCustomer of(Customer own) {
            return new OwnCustomer(
                    own.id,
                    own.name,
                    own.detail,
                    own.email,
                    own.phoneNumber,
                    own.address,
                    own.webhookMethod,
                    own.webhookUri,
                    own.webhookSecret,
                    own.billingAccountId,
                    own.metadata,
                    own.emailVerified,
                    own.status,
                    own.identityVerificationStatus,
                    own.tmDeletionScheduled,
                    own.tmCreate,
                    own.tmUpdate,
                    own.tmDelete);
        }
    }
}
