package voipbin.speech;

import java.time.Duration;
import voipbin.base.Timers;

/** The real time; each callback runs on a virtual thread of its own. */
final class VirtualThreadTimers implements Timers {

    @Override
    public Timer after(Duration delay, Runnable callback) {
        Thread waiting = Thread.ofVirtual().name("speech-timer").start(() -> {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException cancelled) {
                return;
            }
            callback.run();
        });
        return waiting::interrupt;
    }
}
