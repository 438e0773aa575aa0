package voipbin.sip;

import java.time.Duration;
import java.util.Optional;
import voipbin.base.Timers;
import voipbin.sip.dialog.SessionTimer;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/** Refreshes a session in time, or ends it when nobody did (RFC 4028). On the shard. */
final class SessionWatch {

    private final Leg leg;
    private final Timers timers;
    private Optional<SessionTimer> terms = Optional.empty();
    private Optional<Timers.Timer> next = Optional.empty();

    SessionWatch(Leg leg, Timers timers) {
        this.leg = leg;
        this.timers = timers;
    }

    /** The headers of our 2xx to this INVITE or UPDATE; the timer starts anew. */
    void answering(Request request, CallTerms calls, Headers.Builder headers) {
        boolean invite = request.is(voipbin.sip.message.Method.INVITE);
        if (!invite && request.header("Session-Expires").isEmpty()) {
            // an UPDATE that does not speak of it leaves the timer alone
            return;
        }
        start(SessionTimer.asServer(request, calls.sessionExpires()));
        terms.ifPresent(agreed -> {
            headers.add("Session-Expires", agreed.answer());
            if (!agreed.weRefresh()) {
                headers.add("Require", "timer");
            }
        });
    }

    /** The peer's 2xx to an INVITE of ours, or to a refresh. */
    void answered(Response ok) {
        start(SessionTimer.asClient(ok));
    }

    private void start(Optional<SessionTimer> agreed) {
        stop();
        terms = agreed;
        agreed.ifPresent(timer -> {
            if (timer.weRefresh()) {
                next = Optional.of(timers.after(timer.wait(false), () -> refresh(timer)));
            } else {
                next = Optional.of(timers.after(timer.wait(true), this::expired));
            }
        });
    }

    private void refresh(SessionTimer timer) {
        Duration left = timer.wait(true).minus(timer.wait(false));
        next = Optional.of(timers.after(left, this::expired));
        leg.refresh();
    }

    private void expired() {
        leg.fail("the session was not refreshed");
    }

    Optional<SessionTimer> terms() {
        return terms;
    }

    void stop() {
        next.ifPresent(Timers.Timer::cancel);
        next = Optional.empty();
    }
}
