package voipbin.platform.auth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.auth.Tokens;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customers;
import voipbin.platform.direct.Direct;
import voipbin.platform.direct.Directs;

/** Exchanges the public hash of a resource for a direct token, which opens little (conventions §5). */
final class Boot {

    static final String TYPE = "direct";

    private static final Duration LIFE = Duration.ofHours(4);

    private final Directs directs;
    private final Customers customers;
    private final Tokens tokens;
    private final Appearance appearance;

    Boot(Directs directs, Customers customers, Tokens tokens, Appearance appearance) {
        this.directs = directs;
        this.customers = customers;
        this.tokens = tokens;
        this.appearance = appearance;
    }

    record Ask(String directHash) {}

    record Answer(
            String token,
            String type,
            Direct.ResourceType resourceType,
            Id<?> resourceId,
            Id<Customer> customerId,
            String expire,
            @Nullable ResourceData resourceData) {}

    record ResourceData(Appearance.Theme publicDisplayConfig) {}

    private record Claims(
            Id<Customer> customerId,
            Direct.ResourceType resourceType,
            Id<?> resourceId,
            List<String> allowedResourceTypes) {}

    /** Empty for an unknown hash, one of what needs no token, and one of a customer that is not active. */
    Optional<Answer> boot(Ask ask) {
        return directs.byHash(ask.directHash())
                .filter(direct -> customers
                        .live(direct.customerId())
                        .filter(customer -> customer.status() == Customer.Status.ACTIVE)
                        .isPresent())
                .flatMap(this::answer);
    }

    private Optional<Answer> answer(Direct direct) {
        List<String> allowed = allowedTypes(direct.resourceType());
        if (allowed.isEmpty()) {
            return Optional.empty();
        }
        Claims claims = new Claims(direct.customerId(), direct.resourceType(), direct.id(), allowed);
        String token = tokens.sign(Map.of("type", TYPE, "direct", claims), LIFE);
        return Optional.of(new Answer(
                token,
                TYPE,
                direct.resourceType(),
                direct.id(),
                direct.customerId(),
                tokens.expiryAfter(LIFE),
                appearance.of(direct).map(ResourceData::new).orElse(null)));
    }

    private static List<String> allowedTypes(Direct.ResourceType type) {
        return switch (type) {
            case AI, AI_TEAM -> List.of("aicall");
            case WEBCHAT_WIDGET -> List.of("webchat_session");
            case AGENT, CONFERENCE, EXTENSION, FLOW, QUEUE -> List.of();
        };
    }
}
