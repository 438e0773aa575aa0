package voipbin.platform.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.call.Call;
import voipbin.sip.trace.Glance;
import voipbin.sip.trace.TracedMessage;

/**
 * The messages of one Call-ID that are not written yet. Locked, since the wire adds while the writer takes; neither
 * waits for anything meanwhile.
 */
final class Dialogue {

    /** More than this of one dialog is somebody's mistake: the beginning says why. */
    private static final int MOST_MESSAGES = 500;

    private static final int FINAL = 200;
    private static final int FAILURE = 300;

    private final String callId;
    private final Instant began;
    private Optional<Id<Call>> call = Optional.empty();
    private List<TracedMessage> unwritten = new ArrayList<>(8);
    private int seen;
    private Instant last;
    private boolean over;
    private boolean waiting;

    Dialogue(String callId, Instant now) {
        this.callId = callId;
        this.began = now;
        this.last = now;
    }

    String callId() {
        return callId;
    }

    /** Whether the message was kept. */
    synchronized boolean add(TracedMessage message, Glance glance) {
        last = message.at();
        over = over || isLast(glance);
        if (seen == MOST_MESSAGES) {
            return false;
        }
        seen++;
        unwritten.add(message);
        return true;
    }

    private static boolean isLast(Glance glance) {
        return switch (glance.method()) {
            case "BYE" -> glance.status() >= FINAL;
            case "INVITE" -> glance.status() >= FAILURE;
            default -> false;
        };
    }

    synchronized void belongsTo(Id<Call> owner) {
        call = Optional.of(owner);
    }

    synchronized Optional<Id<Call>> call() {
        return call;
    }

    /** Whether it has just got something to write and stands in no queue yet. */
    synchronized boolean joinsQueue() {
        boolean joins = call.isPresent() && !unwritten.isEmpty() && !waiting;
        waiting = waiting || joins;
        return joins;
    }

    /** Whether what there is should be written now: it is over, or the oldest has waited long enough. */
    synchronized boolean isDue(Instant now, Duration patience) {
        return over
                || unwritten.isEmpty()
                || !unwritten.getFirst().at().plus(patience).isAfter(now);
    }

    synchronized List<TracedMessage> take() {
        List<TracedMessage> taken = unwritten;
        unwritten = new ArrayList<>(0);
        waiting = false;
        return taken;
    }

    /** Whether nothing more is going to come of it. */
    synchronized boolean isForgotten(Instant now, Keeping keeping) {
        Duration left = call.isEmpty() ? keeping.strange() : over ? keeping.late() : keeping.silent();
        return (call.isEmpty() ? began : last).plus(left).isBefore(now) && (call.isEmpty() || unwritten.isEmpty());
    }

    /**
     * How long a dialog is listened to.
     *
     * @param strange after its beginning, while it belongs to no call
     * @param late after its last message, when it is over: repetitions come until then (64 T1)
     * @param silent after its last message, when it is not
     */
    record Keeping(Duration strange, Duration late, Duration silent) {}
}
