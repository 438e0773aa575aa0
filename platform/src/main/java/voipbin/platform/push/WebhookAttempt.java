package voipbin.platform.push;

import java.time.Instant;
import voipbin.base.Id;
import voipbin.kit.json.Secret;

/**
 * One request of a delivery.
 *
 * @param statusCode of the answer; 0 without one
 * @param error why there was none; {@code ""} with one
 * @param duration milliseconds
 * @param tmCreate when it ended
 */
public record WebhookAttempt(
        Id<WebhookAttempt> id,
        @Secret Id<WebhookDelivery> deliveryId,
        int statusCode,
        String error,
        long duration,
        Instant tmCreate) {}
