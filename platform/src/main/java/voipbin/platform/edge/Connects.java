package voipbin.platform.edge;

import java.util.List;
import java.util.Map;
import voipbin.platform.address.Address;
import voipbin.platform.flow.Action;

/** The connect actions of the flows that the rules make. */
final class Connects {

    private Connects() {}

    static Action to(Address source, Address destination) {
        return Action.of("connect", Map.of("source", source, "destinations", List.of(destination)));
    }

    /** To a telephone: the caller hears what the network says and is told why nobody answers. */
    static Action toTelephone(Address source, Address destination) {
        return Action.of(
                "connect",
                Map.of(
                        "source",
                        source,
                        "destinations",
                        List.of(destination),
                        "early_media",
                        true,
                        "relay_reason",
                        true,
                        "anonymous",
                        "auto"));
    }
}
