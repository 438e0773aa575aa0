package voipbin.platform.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;

/** The customer as a platform operator sees it: with the accepted terms, without the webhook secret. */
public record AdminCustomer(
        Id<Customer> id,
        String name,
        String detail,
        String email,
        String phoneNumber,
        String address,
        Customer.WebhookMethod webhookMethod,
        String webhookUri,
        Id<?> billingAccountId,
        Customer.Metadata metadata,
        boolean emailVerified,
        Customer.Status status,
        Customer.IdentityVerification identityVerificationStatus,
        String termsAgreedVersion,
        String termsAgreedIp,
        @Nullable Instant tmDeletionScheduled,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public static AdminCustomer of(Customer customer) {
        return new AdminCustomer(
                customer.id(),
                customer.name(),
                customer.detail(),
                customer.email(),
                customer.phoneNumber(),
                customer.address(),
                customer.webhookMethod(),
                customer.webhookUri(),
                customer.billingAccountId(),
                customer.metadata(),
                customer.emailVerified(),
                customer.status(),
                customer.identityVerificationStatus(),
                customer.termsAgreedVersion(),
                customer.termsAgreedIp(),
                customer.tmDeletionScheduled(),
                customer.tmCreate(),
                customer.tmUpdate(),
                customer.tmDelete());
    }
}
