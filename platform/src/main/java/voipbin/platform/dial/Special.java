package voipbin.platform.dial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import voipbin.base.Id;
import voipbin.platform.provider.Provider;

/**
 * What only the platform's own code may ask of a call.
 *
 * @param routeProviderIds exactly these providers, in this order; empty selects by routes
 * @param skipSourceValidation whether the source is shown whatever it is
 * @param rtpDebug whether packets are captured
 * @param earlyExecution whether the flows of calls begin when they ring; never those of groups (calls §2.3)
 */
public record Special(
        List<Id<Provider>> routeProviderIds, boolean skipSourceValidation, boolean rtpDebug, boolean earlyExecution) {

    public static final Special NOTHING = new Special(List.of(), false, false, false);

    public static final Special EARLY = new Special(List.of(), false, false, true);

    /** Of calls that run their flows once they are answered. */
    public Special(List<Id<Provider>> routeProviderIds, boolean skipSourceValidation, boolean rtpDebug) {
        this(routeProviderIds, skipSourceValidation, rtpDebug, false);
    }

    /** As the row of the call keeps it. */
    Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (!routeProviderIds.isEmpty()) {
            metadata.put(
                    "route_provider_ids",
                    routeProviderIds.stream().map(Id::toString).toList());
        }
        if (skipSourceValidation) {
            metadata.put("skip_source_validation", true);
        }
        if (rtpDebug) {
            metadata.put("rtp_debug", true);
        }
        return metadata;
    }
}
