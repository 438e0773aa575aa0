package voipbin.platform.auth;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import voipbin.platform.direct.Direct;

/** How a resource that is reached by its hash shows itself to the public, e.g. the theme of a chat widget. */
@FunctionalInterface
public interface Appearance {

    Appearance NONE = direct -> Optional.empty();

    Optional<JsonNode> of(Direct direct);
}
