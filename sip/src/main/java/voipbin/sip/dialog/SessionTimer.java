package voipbin.sip.dialog;

import java.time.Duration;
import java.util.Optional;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.SessionExpires;
import voipbin.sip.message.SessionExpires.Refresher;

/**
 * What two ends agreed about refreshes (RFC 4028).
 *
 * @param weRefresh whether that is our duty
 */
public record SessionTimer(Duration interval, boolean weRefresh) {

    /** Section 10: the other end hangs up this long before the end, or a third of the interval if that is less. */
    private static final Duration SPARE = Duration.ofSeconds(32);

    /** As the answerer of this request (section 9); empty if no timer runs. */
    public static Optional<SessionTimer> asServer(Request request, Duration ours) {
        Optional<SessionExpires> wish = SessionExpires.of(request);
        boolean peerCan = request.words("Supported").contains("timer");
        if (ours.isZero() || (wish.isEmpty() && !peerCan)) {
            return Optional.empty();
        }
        Duration least = SessionExpires.least(request);
        Duration wanted = wish.map(SessionExpires::interval).orElse(ours);
        Duration interval = wanted.compareTo(ours) > 0 ? ours : wanted;
        interval = interval.compareTo(least) < 0 ? least : interval;
        Refresher refresher = peerCan ? wish.flatMap(SessionExpires::refresher).orElse(Refresher.UAC) : Refresher.UAS;
        return Optional.of(new SessionTimer(interval, refresher == Refresher.UAS));
    }

    /** Whether the request's interval is too small for us: 422 (section 9). Only who knows timers can be told so. */
    public static boolean tooSmall(Request request, Duration least) {
        return request.words("Supported").contains("timer")
                && SessionExpires.of(request)
                        .map(wish -> wish.interval().compareTo(least) < 0)
                        .orElse(false);
    }

    /** As the asker, by the 2xx (section 7.2); empty if no timer runs. */
    public static Optional<SessionTimer> asClient(Response ok) {
        return SessionExpires.of(ok)
                .map(agreed ->
                        new SessionTimer(agreed.interval(), agreed.refresher().orElse(Refresher.UAC) == Refresher.UAC));
    }

    /** What our answer as a server says. */
    public SessionExpires answer() {
        return new SessionExpires(interval, Optional.of(weRefresh ? Refresher.UAS : Refresher.UAC));
    }

    /** What our own refresh asks for: the duty stays where it is (section 7.4). */
    public SessionExpires wish() {
        return new SessionExpires(interval, Optional.of(weRefresh ? Refresher.UAC : Refresher.UAS));
    }

    /** When to refresh, or else to hang up. */
    public Duration wait(boolean expiry) {
        if (!expiry) {
            return interval.dividedBy(2);
        }
        Duration third = interval.dividedBy(3);
        return interval.minus(third.compareTo(SPARE) < 0 ? third : SPARE);
    }
}
