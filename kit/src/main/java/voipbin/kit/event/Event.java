package voipbin.kit.event;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.kit.json.Json;

/**
 * Something that happened and has been committed.
 *
 * @param type {@code <resource>_<verb>}, e.g. {@code call_ringing}
 * @param data the public JSON of the resource as it was then
 */
public record Event(
        Position position,
        Id<Event> id,
        Id<?> customerId,
        String type,
        String data,
        Visibility visibility,
        Instant tmCreate) {

    /** Whether its customer is told of it. */
    public boolean visible() {
        return visibility == Visibility.CUSTOMER;
    }

    /** {@link #data}, parsed. */
    public JsonNode tree() {
        return Json.parse(data);
    }
}
