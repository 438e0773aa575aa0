package voipbin.platform.outboundconfig;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;
import voipbin.platform.number.Number;

/**
 * What a customer allows its outgoing calls; each has one.
 *
 * @param destinationWhitelist ISO 3166 alpha-2 codes in lower case of the countries that may be called; empty is none
 * @param codecs for sip destinations, the most wanted first; empty offers what we have
 * @param defaultOutgoingSourceNumberId shown to who is called when the call's source is no number of the customer's own
 */
public record OutboundConfig(
        Id<OutboundConfig> id,
        Id<Customer> customerId,
        String name,
        String detail,
        List<String> destinationWhitelist,
        String codecs,
        Id<Number> defaultOutgoingSourceNumberId,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    /** What is null stays as it is; what is empty is cleared. */
    record Edit(
            @Nullable String name,
            @Nullable String detail,
            @Nullable List<String> destinationWhitelist,
            @Nullable String codecs,
            @Nullable Id<Number> defaultOutgoingSourceNumberId) {}
}
