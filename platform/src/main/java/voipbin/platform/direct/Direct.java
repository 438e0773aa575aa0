package voipbin.platform.direct;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/**
 * The handle of one resource (accounts §9).
 *
 * @param id the resource's own, since each has one handle
 * @param hash {@code direct.} and twelve hex digits
 */
public record Direct(
        Id<Direct> id,
        Id<Customer> customerId,
        ResourceType resourceType,
        String hash,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    /** What can have a handle. */
    public enum ResourceType {
        AGENT,
        AI,
        AI_TEAM,
        CONFERENCE,
        EXTENSION,
        FLOW,
        QUEUE,
        WEBCHAT_WIDGET
    }
}
