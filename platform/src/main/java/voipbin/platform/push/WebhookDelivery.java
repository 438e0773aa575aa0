package voipbin.platform.push;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.kit.event.Event;
import voipbin.kit.json.Secret;

/**
 * One event on its way to one target.
 *
 * @param activeflowId whose webhook it is; nil for the customer's own
 * @param data the event's data as it is sent
 * @param lane the resource and the target: the deliveries of a lane are made one after the other
 * @param attemptCount since it was begun, which is when the event happened or the last replay
 * @param statusCode of the last answer; 0 without one
 * @param error why the last attempt failed
 * @param tmNext when it is tried next; null while an earlier one of its lane is tried, and at the end
 */
public record WebhookDelivery(
        Id<WebhookDelivery> id,
        Id<?> customerId,
        Id<Event> eventId,
        String type,
        Id<?> activeflowId,
        String uri,
        String method,
        @Secret String data,
        @Secret String lane,
        Status status,
        int attemptCount,
        int statusCode,
        String error,
        @Secret Instant tmBegin,
        @Nullable Instant tmNext,
        Instant tmCreate,
        @Nullable Instant tmUpdate) {

    public enum Status {
        /** To be tried, for the first time or again. */
        PENDING,
        /** Answered with 2xx. */
        DELIVERED,
        /** Refused for good, or tried for too long: it rests until somebody replays it. */
        DEAD
    }

    /** The delivery with what was sent and all that was tried, the oldest attempt first. */
    record Detail(
            Id<WebhookDelivery> id,
            Id<?> customerId,
            Id<Event> eventId,
            String type,
            Id<?> activeflowId,
            String uri,
            String method,
            JsonNode data,
            Status status,
            int attemptCount,
            int statusCode,
            String error,
            List<WebhookAttempt> attempts,
            @Nullable Instant tmNext,
            Instant tmCreate,
            @Nullable Instant tmUpdate) {

        static Detail of(WebhookDelivery delivery, List<WebhookAttempt> attempts) {
            return new Detail(
                    delivery.id,
                    delivery.customerId,
                    delivery.eventId,
                    delivery.type,
                    delivery.activeflowId,
                    delivery.uri,
                    delivery.method,
                    voipbin.kit.json.Json.parse(delivery.data),
                    delivery.status,
                    delivery.attemptCount,
                    delivery.statusCode,
                    delivery.error,
                    attempts,
                    delivery.tmNext,
                    delivery.tmCreate,
                    delivery.tmUpdate);
        }
    }
}
