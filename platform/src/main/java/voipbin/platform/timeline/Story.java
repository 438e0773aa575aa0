package voipbin.platform.timeline;

import java.time.Instant;
import java.util.List;
import voipbin.base.Id;
import voipbin.kit.json.Always;

/**
 * What happened to a call or activeflow, the oldest first: its events, keys, SIP messages, sound and webhooks in one.
 *
 * @param complete false when there is more than fits; what is told is the beginning then
 */
@Always
record Story(List<Line> result, boolean complete) {

    /** What a line tells of. */
    enum Kind {
        /** A call, groupcall, recording or other resource is in another state. */
        STATUS,
        /** An action of the flow begins; its texts are filled in. */
        ACTION,
        /** An action could not do what it should. */
        FAILURE,
        /** A key was pressed. */
        DIGIT,
        /** A SIP message passed the wire. */
        SIGNALLING,
        /** How it sounded. */
        MEDIA,
        /** An event was sent to a server. */
        WEBHOOK
    }

    /**
     * One thing.
     *
     * @param resourceId of the call, activeflow or whatever it happened to
     * @param text to be read by people; its form may change
     */
    @Always
    record Line(Instant timestamp, Kind kind, Id<?> resourceId, String text) {}
}
