package voipbin.platform.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Flow;
import voipbin.speech.Utterance;

/** A call that has not ended: its actor, and what it tells the rest of the house. */
final class LiveCall implements CallActor.World {

    private final Call call;
    private final List<Action> actions;
    private final CallWatcher watcher;
    private final CallParts parts;
    private final Calls calls;
    private final CallActor actor;
    private final CallAudio audio;

    /** Done when the call has been answered, or is over: whoever waits for an answer waits no longer. */
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    private final Set<Id<Call>> chained = ConcurrentHashMap.newKeySet();
    private volatile boolean answered;
    private final boolean early;
    private final AtomicBoolean flowRuns = new AtomicBoolean();
    private volatile Consumer<Character> pressed = _ -> {};

    private volatile Cause unanswered = Cause.NORMAL;

    LiveCall(Call call, Dial dial, CallWatcher watcher, CallParts parts, Calls calls) {
        this(call, new Body(dial.flow(), dial.earlyExecution(), ways(dial, parts.legs())), watcher, parts, calls);
    }

    /** A call to us. */
    LiveCall(Call call, Arrival arrival, CallParts parts, Calls calls) {
        this(
                call,
                new Body(arrival.flow(), false, List.of(tell -> parts.legs().take(call.id(), arrival, tell))),
                CallWatcher.NOBODY,
                parts,
                calls);
    }

    /** What a call runs, and over what. */
    private record Body(Flow flow, boolean early, List<Function<Consumer<CallSignal>, Leg>> legs) {}

    private LiveCall(Call call, Body body, CallWatcher watcher, CallParts parts, Calls calls) {
        this.call = call;
        this.actions = body.flow().actions();
        this.early = body.early();
        this.watcher = watcher;
        this.parts = parts;
        this.calls = calls;
        this.actor = new CallActor(
                call.id(), this, body.legs().stream().map(this::listening).toList(), parts.timers(), parts.limits());
        this.audio = new CallAudio(call.id(), actor::leg, parts.store());
    }

    private static List<Function<Consumer<CallSignal>, Leg>> ways(Dial dial, Legs legs) {
        return IntStream.range(0, dial.attempts().size())
                .mapToObj(dial::by)
                .<Function<Consumer<CallSignal>, Leg>>map(way -> tell -> legs.open(way, tell))
                .toList();
    }

    /** The far end may ask to hand the call on. */
    private Function<Consumer<CallSignal>, Leg> listening(Function<Consumer<CallSignal>, Leg> way) {
        return tell -> {
            Leg leg = way.apply(tell);
            leg.onRefer(refer -> calls.handovers().asked(this, refer));
            leg.onDigit(this::pressed);
            return leg;
        };
    }

    /** On the media loop. */
    private void pressed(char digit, Duration held) {
        pressed.accept(digit);
        parts.presses().pressed(new KeyPresses.Press(call, digit, held));
    }

    void start() {
        actor.start();
    }

    boolean isOf(Id<Customer> customer) {
        return call.customerId().equals(customer);
    }

    /** Asks for the end; the answer is there when the call's row says that it is ending. */
    CompletableFuture<Void> askHangup() {
        return askHangup(Cause.NORMAL);
    }

    CompletableFuture<Void> askHangup(Cause why) {
        return actor.tell(new CallSignal.HangupAsked(why));
    }

    private boolean isIncoming() {
        return call.direction() == Call.Direction.INCOMING;
    }

    @Override
    public CallState initial(int attemptsLeft) {
        return isIncoming() ? CallState.incoming() : CallState.outgoing(attemptsLeft);
    }

    @Override
    public Map<String, String> about() {
        return Map.of(
                "call_id", call.id().toString(),
                "customer_id", call.customerId().toString(),
                "activeflow_id", call.activeflowId().toString());
    }

    /** A call to us runs its flow from the beginning: it is the flow that answers. */
    @Override
    public void begun() {
        if (isIncoming()) {
            runFlow();
        }
    }

    private void runFlow() {
        if (flowRuns.getAndSet(true)) {
            return;
        }
        FlowOfCall port = new FlowOfCall(this, parts, calls);
        parts.activeflows().start(call.activeflowId(), actions, port);
    }

    @Override
    public void record(CallState state) {
        if (state.status() == Call.Status.HANGUP) {
            Optional<CallMedia.Figures> figures = figures();
            figures.ifPresent(parts.quality()::ended);
            parts.store().over(call.id(), state, actor.cause(), figures);
        } else {
            parts.store().change(call.id(), state);
        }
        if (state.status() == Call.Status.RINGING) {
            watcher.rings(call.id());
            if (early) {
                runFlow();
            }
        }
    }

    private Optional<CallMedia.Figures> figures() {
        return answered ? Optional.of(CallMedia.Figures.of(leg().media().stats())) : Optional.empty();
    }

    /** A flow that runs already cannot be taken to another provider's leg (calls §1.11). */
    @Override
    public boolean isSettled(CallState state) {
        return (early || !isToTelephone()) && state.status() == Call.Status.RINGING;
    }

    /** A phone that has said no by one of its flows is not asked by another. */
    @Override
    public boolean leadsOn(Cause why) {
        return isToTelephone() || why.isOfTheWay();
    }

    private boolean isToTelephone() {
        return call.destination().is(Address.TEL);
    }

    @Override
    public void early() {
        watcher.early(call.id());
    }

    @Override
    public void dialledAgain() {
        parts.store().touched(call.id());
    }

    @Override
    public boolean takeAnswer() {
        boolean first = watcher.answered(call.id());
        answered = first;
        settled.complete(null);
        if (first && !isIncoming()) {
            runFlow();
        }
        if (first) {
            new MediaGuard(call.id(), parts).watch(leg(), this::askHangup);
        }
        return first;
    }

    @Override
    public void finish() {
        calls.forget(call.id());
        settled.complete(null);
        watcher.ended(call.id(), actor.cause());
        parts.activeflows().stop(call.activeflowId());
        chained.forEach(calls::askHangup);
    }

    Id<Call> id() {
        return call.id();
    }

    Id<Customer> customer() {
        return call.customerId();
    }

    /** As it began. */
    Call row() {
        return call;
    }

    /** How the far end of this call is shown to those who are connected with it. */
    Address seenFromAfar() {
        return call.source();
    }

    boolean isAnswered() {
        return answered;
    }

    /** It has joined another, or left it. */
    void touched() {
        parts.store().touched(call.id());
    }

    Leg leg() {
        return actor.leg();
    }

    /** These end with this call. */
    void chain(List<Id<Call>> legs) {
        chained.addAll(legs);
    }

    /** Whose keys are told of from now on. */
    void onKey(Consumer<Character> ear) {
        pressed = ear;
    }

    /** Whether it was one of them. */
    boolean unchain(Id<Call> leg) {
        return chained.remove(leg);
    }

    boolean isMasterOf(Id<Call> leg) {
        return chained.contains(leg);
    }

    /** What a caller who was never answered is told when the flow just ends. */
    Cause unanswered() {
        return unanswered;
    }

    /** What to tell the caller if nothing else happens. */
    void remember(Cause why) {
        unanswered = why;
    }

    CallAudio audio() {
        return audio;
    }

    /** Asks for an answer if there was none, and waits until there is one, or the call is over. */
    void answer() throws InterruptedException {
        if (!answered) {
            actor.tell(new CallSignal.AnswerAsked());
            try {
                settled.get();
            } catch (ExecutionException neverCompletedSo) {
                throw new IllegalStateException(neverCompletedSo);
            }
        }
    }

    /** Answers a caller if that has not happened, and speaks over whatever is heard; the flow goes on by itself. */
    void announce(Utterance utterance) throws InterruptedException {
        answer();
        if (answered) {
            parts.sound().announce(leg().media(), utterance);
        }
    }
}
