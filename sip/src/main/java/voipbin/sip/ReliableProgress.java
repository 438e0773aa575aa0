package voipbin.sip;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import voipbin.base.Timers;
import voipbin.sip.message.CSeq;
import voipbin.sip.message.RAck;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ServerTransaction;

/** Our reliable provisional responses to one INVITE, one at a time (RFC 3262, 3). On the shard. */
final class ReliableProgress {

    private final Shard shard;
    private final ServerTransaction transaction;
    private final Runnable gaveUp;
    private final Deque<Response> queue = new ArrayDeque<>(1);
    private long rseq;
    private Optional<Response> out = Optional.empty();
    private Optional<Timers.Timer> next = Optional.empty();
    private Optional<Runnable> afterwards = Optional.empty();

    /** @param gaveUp called once when one was not acknowledged within 64 T1 */
    ReliableProgress(Shard shard, ServerTransaction transaction, Runnable gaveUp) {
        this.shard = shard;
        this.transaction = transaction;
        this.gaveUp = gaveUp;
    }

    void send(Response provisional) {
        if (out.isPresent()) {
            queue.add(provisional);
            return;
        }
        // section 3: by chance at first, so that an old PRACK fits nothing
        rseq = rseq == 0 ? 1 + shard.tokens().below(0x7fff_fffeL) : rseq + 1;
        Response numbered = provisional.with(provisional.headers().toBuilder()
                .add("Require", "100rel")
                .add("RSeq", rseq)
                .build());
        out = Optional.of(numbered);
        Duration t1 = shard.timing().t1();
        repeat(numbered, t1, Duration.ZERO);
    }

    private void repeat(Response numbered, Duration delay, Duration waited) {
        transaction.respond(numbered);
        next = Optional.of(shard.timers().after(delay, () -> {
            Duration all = waited.plus(delay);
            if (all.compareTo(shard.timing().patience()) >= 0) {
                stop();
                gaveUp.run();
            } else {
                Duration left = shard.timing().patience().minus(all);
                Duration doubled = delay.multipliedBy(2);
                repeat(numbered, doubled.compareTo(left) < 0 ? doubled : left, all);
            }
        }));
    }

    /** Whether that was the one that waits; what waited for this goes on. */
    boolean acknowledged(RAck rack) {
        CSeq invite = transaction.request().cseq();
        if (out.isEmpty() || !rack.equals(new RAck(rseq, invite))) {
            return false;
        }
        next.ifPresent(Timers.Timer::cancel);
        out = Optional.empty();
        // after the answer to the PRACK itself
        shard.execute(this::goOn);
        return true;
    }

    private void goOn() {
        if (out.isPresent()) {
            return;
        }
        if (!queue.isEmpty()) {
            send(queue.remove());
        } else {
            Optional<Runnable> waited = afterwards;
            afterwards = Optional.empty();
            waited.ifPresent(Runnable::run);
        }
    }

    /** Runs it when no response waits for its PRACK: a 2xx has to wait (section 3). */
    void whenAcknowledged(Runnable task) {
        if (out.isPresent() || !queue.isEmpty()) {
            afterwards = Optional.of(task);
        } else {
            task.run();
        }
    }

    void stop() {
        next.ifPresent(Timers.Timer::cancel);
        queue.clear();
        out = Optional.empty();
        afterwards = Optional.empty();
    }
}
