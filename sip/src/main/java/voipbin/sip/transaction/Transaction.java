package voipbin.sip.transaction;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import voipbin.base.Timers;
import voipbin.sip.message.Request;
import voipbin.sip.transport.Hop;

/** A running machine with its timers and its peer. Lives on one shard: not thread-safe. */
abstract sealed class Transaction permits ClientTransaction, ServerTransaction {

    private final Machine machine;
    private final Transactions owner;
    private final Map<Timer, Timers.Timer> running = new EnumMap<>(Timer.class);
    private final Map<Timer, Integer> counts = new EnumMap<>(Timer.class);
    private State state;

    Request request;
    Hop hop;

    Transaction(Machine machine, Transactions owner, Request request, Hop hop) {
        this.machine = machine;
        this.owner = owner;
        this.request = request;
        this.hop = hop;
        this.state = machine.first().next();
    }

    /** Does what a machine says, timers aside. */
    abstract void act(Effect.Act act);

    /** Takes the transaction out of the owner's books. */
    abstract void forget();

    final void begin() {
        take(machine.first());
    }

    /** Once more from the beginning, by another way. */
    final void beginAgain() {
        running.values().forEach(Timers.Timer::cancel);
        running.clear();
        counts.clear();
        begin();
    }

    final State state() {
        return state;
    }

    final void feed(Event event) {
        if (state != State.TERMINATED) {
            take(machine.next(state, event));
        }
    }

    private void take(Machine.Row row) {
        state = row.next();
        for (Effect effect : row.effects()) {
            switch (effect) {
                case Effect.Act act -> act(act);
                case Effect.Start(Timer timer) -> start(timer);
                case Effect.Stop(Timer timer) -> stop(timer);
            }
        }
        if (row.next() == State.TERMINATED) {
            end();
        }
    }

    /** Ends at once, without a word to the user. */
    final void end() {
        state = State.TERMINATED;
        running.values().forEach(Timers.Timer::cancel);
        running.clear();
        forget();
    }

    final void send(byte[] message) {
        hop.send(message, why -> owner.onShard(() -> unreachable(why)));
    }

    abstract void unreachable(String why);

    private void start(Timer timer) {
        if (state == State.TERMINATED) {
            // sending failed at once and ended it
            return;
        }
        int count = counts.merge(timer, 1, Integer::sum) - 1;
        Optional<Duration> delay =
                Delays.of(timer, count, state, owner.timing(), hop.transport().reliable());
        delay.ifPresent(after -> running.put(timer, owner.timers().after(after, () -> fired(timer))));
    }

    private void fired(Timer timer) {
        running.remove(timer);
        feed(timer.fired());
    }

    private void stop(Timer timer) {
        Timers.Timer found = running.remove(timer);
        if (found != null) {
            found.cancel();
        }
    }
}
