package voipbin.media;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when the handshake that was agreed brings no keys: without them nothing can be said or heard. Confined to the
 * loop.
 */
final class KeyWatch {

    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

    /** Longer than a handshake over a bad network takes: its flights are repeated after 1, 2, 4 and 8 s (RFC 6347). */
    static final long PATIENCE_NANOS = 20_000_000_000L;

    private static final String SILENCE = "the peer does not hold a handshake";

    private @Nullable Consumer<String> listener;
    private @Nullable String why;
    private String last = SILENCE;
    private boolean waiting;
    private long since;

    /** Keys are to come from now on. */
    void expect(long now) {
        waiting = true;
        since = now;
        why = null;
        last = SILENCE;
    }

    /** There are keys, or none are needed. */
    void satisfied() {
        waiting = false;
        why = null;
    }

    /**
     * A handshake has failed.
     *
     * @param proven whether it was the peer's, and not somebody's who only made it look so and may be followed by the
     *     peer's own
     */
    void failed(String reason, boolean proven) {
        last = reason;
        if (waiting && proven) {
            tell(reason);
        }
    }

    void tick(long now) {
        if (waiting && now - since > PATIENCE_NANOS) {
            tell(last);
        }
    }

    /** Who is told, once; at once if it is too late already. In place of the one before. */
    void listen(Consumer<String> to) {
        listener = to;
        if (why != null) {
            tell(why);
        }
    }

    private void tell(String reason) {
        waiting = false;
        why = reason;
        Consumer<String> to = listener;
        if (to == null) {
            return;
        }
        listener = null;
        try {
            to.accept(reason);
        } catch (RuntimeException bug) {
            LOG.error("who is told of missing keys broke", bug);
        }
    }
}
