package voipbin.platform.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;

/** The customer with what only its own admin sees. */
record OwnCustomer(
        Id<Customer> id,
        String name,
        String detail,
        String email,
        String phoneNumber,
        String address,
        Customer.WebhookMethod webhookMethod,
        String webhookUri,
        String webhookSecret,
        Id<?> billingAccountId,
        Customer.Metadata metadata,
        boolean emailVerified,
        Customer.Status status,
        Customer.IdentityVerification identityVerificationStatus,
        @Nullable Instant tmDeletionScheduled,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    static OwnCustomer of(Customer own) {
        return new OwnCustomer(
                own.id(),
                own.name(),
                own.detail(),
                own.email(),
                own.phoneNumber(),
                own.address(),
                own.webhookMethod(),
                own.webhookUri(),
                own.webhookSecret(),
                own.billingAccountId(),
                own.metadata(),
                own.emailVerified(),
                own.status(),
                own.identityVerificationStatus(),
                own.tmDeletionScheduled(),
                own.tmCreate(),
                own.tmUpdate(),
                own.tmDelete());
    }
}
