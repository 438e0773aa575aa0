package voipbin.sip;

import java.time.Duration;
import voipbin.base.Timers;
import voipbin.sip.transaction.SipTiming;

/** Sends a 2xx again and again until its ACK comes, or gives up after 64 T1 (RFC 3261, 13.3.1.4). */
final class Repeat {

    private final Timers timers;
    private final SipTiming timing;
    private final Runnable send;
    private Timers.Timer next;
    private final Timers.Timer patience;

    Repeat(Timers timers, SipTiming timing, Runnable send, Runnable gaveUp) {
        this.timers = timers;
        this.timing = timing;
        this.send = send;
        this.next = timers.after(timing.t1(), () -> again(timing.t1()));
        this.patience = timers.after(timing.patience(), () -> {
            stop();
            gaveUp.run();
        });
    }

    private void again(Duration last) {
        send.run();
        Duration doubled = last.multipliedBy(2);
        Duration delay = doubled.compareTo(timing.t2()) > 0 ? timing.t2() : doubled;
        next = timers.after(delay, () -> again(delay));
    }

    void stop() {
        next.cancel();
        patience.cancel();
    }
}
