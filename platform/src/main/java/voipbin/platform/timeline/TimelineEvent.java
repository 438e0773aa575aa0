package voipbin.platform.timeline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Always;
import voipbin.kit.json.Json;

/**
 * Something that happened to a resource.
 *
 * @param timestamp with three digits of fraction
 * @param data the resource as it was then
 */
@Always
record TimelineEvent(String timestamp, String eventType, JsonNode data) {

    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static TimelineEvent of(Instant time, String type, String data) {
        return new TimelineEvent(MILLISECONDS.format(time), type, Json.parse(data));
    }

    /** A page of them, newest first; the last one has no token. */
    record PageOf(@Always List<TimelineEvent> result, String nextPageToken) {}
}
