package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import voipbin.e2e.sound.Pause;

/** Times that scenarios wait for and compare. */
final class Times {
    /** For what happens at once; generous, since two cores run phones and server. */
    static final Duration SOON = Duration.ofSeconds(5);

    private Times() {}

    /** A tm_ field of a resource; fails the test if it is missing or not as documented. */
    static Instant time(JsonNode resource, String field) {
        var text = resource.path(field).asString("");
        assertThat(text)
                .as(field + " of " + resource)
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z");
        return Instant.parse(text);
    }

    /** Lets the call go on; sound takes its time, and no program reports how much of it has passed. */
    static void talkFor(Duration length) {
        var end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            Pause.briefly();
        }
    }
}
