package voipbin.platform.push;

import java.util.List;
import org.jspecify.annotations.Nullable;
import voipbin.kit.event.Event;

/** An event being told to many clients, one after the other: its topics and its frame are made once, when needed. */
final class Telling {

    private final Event event;
    private @Nullable List<String> topics;
    private @Nullable String frame;

    Telling(Event event) {
        this.event = event;
    }

    Event event() {
        return event;
    }

    List<String> topics() {
        if (topics == null) {
            topics = EventTopics.of(event);
        }
        return topics;
    }

    String frame() {
        if (frame == null) {
            frame = Frame.withCursor(event);
        }
        return frame;
    }
}
