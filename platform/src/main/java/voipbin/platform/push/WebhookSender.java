package voipbin.platform.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import voipbin.kit.outward.Outward;
import voipbin.kit.outward.OutwardHttp;

/** Makes the request of a delivery. */
final class WebhookSender {

    /** A delivery that is to be tried now, and what it is signed with ({@code ""}: it is not signed). */
    record Claimed(WebhookDelivery delivery, String secret) {}

    private static final Set<String> METHODS = Set.of("POST", "GET", "PUT", "DELETE");

    private final OutwardHttp http;
    private final Clock clock;

    WebhookSender(OutwardHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    Outward.Outcome send(Claimed claimed) {
        WebhookDelivery delivery = claimed.delivery();
        if (delivery.uri().isEmpty()) {
            return new Outward.Forbidden("there is no webhook any more");
        }
        if (!METHODS.contains(delivery.method())) {
            return new Outward.Forbidden("the method is none of " + METHODS);
        }
        byte[] body = Frame.envelope(delivery.type(), delivery.data()).getBytes(UTF_8);
        try {
            return http.send(new Outward.Request(
                    delivery.customerId().toString(),
                    delivery.method(),
                    new URI(delivery.uri()),
                    headers(claimed, body),
                    body));
        } catch (URISyntaxException malformed) {
            return new Outward.Forbidden("not a URI");
        }
    }

    private Map<String, String> headers(Claimed claimed, byte[] body) {
        String id = claimed.delivery().eventId().toString();
        return claimed.secret().isEmpty()
                ? WebhookSignature.headers(id, clock.instant())
                : WebhookSignature.headers(claimed.secret(), id, clock.instant(), body);
    }
}
