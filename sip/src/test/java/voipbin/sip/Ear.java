package voipbin.sip;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/** Writes down what a call's listener hears, a word an event. */
class Ear implements CallListener {

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void onProgress(Response provisional) {
        events.add("progress " + provisional.status());
    }

    @Override
    public void onAnswered(Response ok) {
        events.add("answered " + new String(ok.body(), StandardCharsets.UTF_8));
    }

    @Override
    public void onConfirmed(Request ack) {
        events.add("confirmed");
    }

    @Override
    public void onEnded(CallOutcome outcome) {
        events.add("ended " + outcome);
    }

    /** The next event; waits for it. */
    String next() {
        try {
            String event = events.poll(5, TimeUnit.SECONDS);
            return event == null ? "nothing" : event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** All events so far, for tests in manual time. */
    List<String> all() {
        return List.copyOf(events);
    }

    boolean heardNothingElse() {
        return events.isEmpty();
    }
}
