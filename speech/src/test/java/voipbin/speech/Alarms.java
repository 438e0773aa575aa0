package voipbin.speech;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import voipbin.base.Timers;

/** Time-outs that expire when a test says so. */
public final class Alarms implements Timers {

    private record Pending(Duration delay, Runnable callback) {}

    private final List<Pending> pending = new ArrayList<>();

    @Override
    public synchronized Timer after(Duration delay, Runnable callback) {
        Pending timer = new Pending(delay, callback);
        pending.add(timer);
        notifyAll();
        return () -> remove(timer);
    }

    private synchronized void remove(Pending timer) {
        pending.removeIf(each -> each == timer);
    }

    /** Waits until somebody waits this long, and lets that time pass. */
    public void ring(Duration delay) throws InterruptedException {
        take(delay).callback().run();
    }

    private synchronized Pending take(Duration delay) throws InterruptedException {
        while (true) {
            for (Pending each : pending) {
                if (each.delay().equals(delay)) {
                    pending.remove(each);
                    return each;
                }
            }
            wait();
        }
    }

    public synchronized int pending() {
        return pending.size();
    }
}
