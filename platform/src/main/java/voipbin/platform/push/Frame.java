package voipbin.platform.push;

import voipbin.kit.event.Event;
import voipbin.kit.json.Json;

/** How an event is written. */
final class Frame {

    private Frame() {}

    /** {@code {"type","data"}}; the data is JSON already. */
    static String envelope(String type, String data) {
        return "{\"type\":" + Json.write(type) + ",\"data\":" + data + "}";
    }

    /** The same with the cursor from which a WebSocket can be resumed. */
    static String withCursor(Event event) {
        return "{\"type\":" + Json.write(event.type()) + ",\"data\":" + event.data() + ",\"cursor\":\""
                + event.position() + "\"}";
    }
}
