package voipbin.platform.call;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import voipbin.base.Id;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.CallPort;
import voipbin.speech.Utterance;

/** A call that has not ended: its actor, what it tells the rest of the house, and what its flow may do to it. */
final class LiveCall implements CallActor.World, CallPort {

    private final Call call;
    private final List<Action> actions;
    private final CallWatcher watcher;
    private final CallParts parts;
    private final Consumer<Id<Call>> forget;
    private final CallActor actor;

    LiveCall(Call call, Dial dial, CallWatcher watcher, CallParts parts, Consumer<Id<Call>> forget) {
        this.call = call;
        this.actions = dial.flow().actions();
        this.watcher = watcher;
        this.parts = parts;
        this.forget = forget;
        this.actor = new CallActor(call.id(), this, ways(dial, parts.legs()), parts.timers(), parts.limits());
    }

    private static List<Function<Consumer<CallSignal>, Leg>> ways(Dial dial, Legs legs) {
        return IntStream.range(0, dial.attempts().size())
                .mapToObj(dial::by)
                .<Function<Consumer<CallSignal>, Leg>>map(way -> tell -> legs.open(way, tell))
                .toList();
    }

    void start() {
        actor.start();
    }

    boolean isOf(Id<Customer> customer) {
        return call.customerId().equals(customer);
    }

    /** Asks for the end; the answer is there when the call's row says that it is ending. */
    CompletableFuture<Void> askHangup() {
        return actor.tell(new CallSignal.HangupAsked());
    }

    @Override
    public void record(CallState state) {
        parts.store().change(call.id(), state);
    }

    @Override
    public void dialledAgain() {
        parts.store().dialledAgain(call.id());
    }

    @Override
    public boolean takeAnswer() {
        boolean first = watcher.answered(call.id());
        if (first) {
            parts.activeflows().start(call.activeflowId(), actions, this);
        }
        return first;
    }

    @Override
    public void finish() {
        forget.accept(call.id());
        watcher.ended(call.id());
        parts.activeflows().stop(call.activeflowId());
    }

    @Override
    public void answer() {
        // an outgoing call runs its flow only once the endpoint has answered
    }

    @Override
    public void talk(Utterance utterance) throws InterruptedException {
        parts.sound().talk(actor.leg().media(), utterance);
    }

    @Override
    public void play(List<URI> urls) throws InterruptedException {
        parts.sound().play(actor.leg().media(), urls);
    }

    @Override
    public void hangup(String reason) {
        askHangup();
    }

    @Override
    public void show(Tx tx, Action action) {
        parts.store().show(tx, call.id(), action);
    }

    @Override
    public void failed(Action action, String reason, String message) {
        parts.store().fault(new CallFault(call.id(), call.customerId(), call.activeflowId(), action, reason, message));
    }

    @Override
    public void flowEnded() {
        askHangup();
    }
}
