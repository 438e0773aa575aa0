package voipbin.platform.provider;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;

/**
 * A carrier that calls to telephone numbers go out by; the platform's, not a customer's.
 *
 * @param hostname where it takes SIP over UDP, with a port if that is not 5060
 * @param techPrefix put before the number
 * @param techPostfix put behind the number
 * @param techHeaders further headers of its INVITEs, as far as {@link TechHeaders} lets them
 * @param codecs offered to it, the most wanted first; empty offers what we have
 * @param metadata what setting it up left, such as the carrier's own ids
 * @param healthStatus information only: it has no influence on routing
 */
public record Provider(
        Id<Provider> id,
        Type type,
        String hostname,
        String techPrefix,
        String techPostfix,
        Map<String, String> techHeaders,
        String codecs,
        Map<String, Object> metadata,
        String name,
        String detail,
        HealthStatus healthStatus,
        @Nullable Instant healthCheckedAt,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public enum Type {
        SIP
    }

    /** Whether it answered the last OPTIONS with anything at all. */
    public enum HealthStatus {
        UNKNOWN,
        HEALTHY,
        UNHEALTHY
    }

    /** @param techHeaders values that are not strings are refused */
    public record Draft(
            Type type,
            String hostname,
            String techPrefix,
            String techPostfix,
            Map<String, Object> techHeaders,
            String name,
            String detail,
            String codecs) {}

    /** What a carrier's account is set up with. */
    public record Setup(String carrier, String name, String detail, Credentials credentials) {}

    /** @param apiKey used for setting up, never stored and never shown */
    public record Credentials(String apiKey) {

        @Override
        public String toString() {
            return "Credentials[]";
        }
    }
}
