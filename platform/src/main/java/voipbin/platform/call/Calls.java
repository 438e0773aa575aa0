package voipbin.platform.call;

import static java.util.Comparator.naturalOrder;
import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.media.MediaSession;
import voipbin.platform.call.Call.Direction;
import voipbin.platform.call.Call.HangupBy;
import voipbin.platform.call.Call.HangupReason;
import voipbin.platform.call.Call.Status;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.flow.Activeflow;
import voipbin.platform.flow.Connection;
import voipbin.sip.IncomingCall;
import voipbin.sip.Replaced;
import voipbin.sip.message.DialogReference;

/** What can be done with calls. */
public final class Calls implements CustomerListener {

    private final CallParts parts;
    private final Store<Call> store;
    private final ConcurrentMap<Id<Call>, LiveCall> live = new ConcurrentHashMap<>();
    private final ConcurrentMap<Id<?>, Conversation> conversations = new ConcurrentHashMap<>();
    private final Handovers handovers = new Handovers(this);
    private final CompletableFuture<Dialer> dialer = new CompletableFuture<>();

    Calls(CallParts parts) {
        this.parts = parts;
        this.store = parts.store().rows();
    }

    /**
     * Stores a call that is going to be dialled: {@code dialing}, with its activeflow. It is dialled once the
     * transaction is durable.
     */
    public Call create(Tx tx, Dial dial, CallWatcher watcher) {
        Activeflow activeflow = parts.activeflows().create(tx, dial.flow(), dial.id(), dial.variables());
        Call call = parts.store().insert(tx, dial, activeflow);
        tx.afterCommit(() -> start(call, dial, watcher));
        return call;
    }

    private void start(Call call, Dial dial, CallWatcher watcher) {
        start(new LiveCall(call, dial, watcher, parts, this));
    }

    private void start(LiveCall call) {
        live.put(call.id(), call);
        call.start();
    }

    /** Stores a call that somebody makes to us; its flow begins once the transaction is durable. */
    public Call arrive(Tx tx, Arrival arrival) {
        Id<Call> id = Id.random();
        Activeflow activeflow = parts.activeflows().create(tx, arrival.flow(), id);
        Call call = parts.store().insert(tx, id, arrival, activeflow);
        tx.afterCommit(() -> start(new LiveCall(call, arrival, parts, this)));
        return call;
    }

    /** Ends these calls with that one. */
    public void chain(Tx tx, Id<Call> master, List<Id<Call>> legs) {
        parts.store().chain(tx, master, legs);
        tx.afterCommit(() -> Optional.ofNullable(live.get(master)).ifPresentOrElse(call -> call.chain(legs), () -> {
            legs.forEach(this::askHangup);
        }));
    }

    /** Who dials for calls that are to be connected; said once, since it is made of calls itself. */
    public void dialThrough(Dialer who) {
        dialer.complete(who);
    }

    Dialer dialer() {
        return dialer.join();
    }

    void forget(Id<Call> id) {
        live.remove(id);
    }

    /** What a call hears and says, as long as it lives. */
    public Optional<MediaSession> mediaOf(Id<Call> id) {
        return Optional.ofNullable(live.get(id)).map(call -> call.leg().media());
    }

    /** The same; a caller hears it even before the answer. */
    public Optional<MediaSession> audible(Id<Call> id) {
        Optional<LiveCall> call = find(id);
        call.ifPresent(one -> one.leg().progress());
        return call.map(one -> one.leg().media());
    }

    /** A call as the API shows it, in JSON; empty for another type of resource, or when there is no such call. */
    public String json(String resourceType, Id<?> id) {
        return resourceType.equals("call")
                ? store.find(id.as()).map(Json::write).orElse("")
                : "";
    }

    boolean connect(LiveCall caller, Connection wish) throws InterruptedException {
        Conversation conversation = new Conversation(Id.random(), caller, this);
        conversations.put(conversation.id(), conversation);
        conversation.whenOver(() -> conversations.remove(conversation.id()));
        return new Connecting(conversation, caller, wish, this).run();
    }

    void join(LiveCall callee, Id<?> confbridge) throws InterruptedException {
        Conversation conversation = conversations.get(confbridge);
        if (conversation == null) {
            throw Problem.notFound("confbridge");
        }
        conversation.join(callee);
    }

    /** Who may hand calls on; said once. Until then nobody may. */
    public void transferBy(TransferRules rules) {
        handovers.by(rules);
    }

    Handovers handovers() {
        return handovers;
    }

    /**
     * Lets this call hand on whom it talks with. Blocks while the targets' legs are stored.
     *
     * @throws Problem 409 unless it talks with somebody and is not handing on already; what dialling throws
     */
    public HandoverRequest.Begun handOver(Id<Call> transferer, HandoverRequest request) {
        return handovers.begin(transferer, request);
    }

    /**
     * A call of the caller's customer, deleted ones excepted.
     *
     * @throws Problem 404, 403, 409
     */
    public Call live(Caller caller, Id<Call> id) {
        return store.live(caller, ADMIN_OR_MANAGER, id);
    }

    Optional<LiveCall> find(Id<Call> id) {
        return Optional.ofNullable(live.get(id));
    }

    /** Whose leg that is. */
    Optional<LiveCall> of(Leg leg) {
        return live.values().stream().filter(call -> call.leg() == leg).findFirst();
    }

    /** The call that a Replaces header means. */
    Optional<LiveCall> named(DialogReference dialog) {
        return parts.legs().named(dialog).flatMap(this::of);
    }

    Optional<Conversation> conversation(LiveCall of) {
        return conversations.values().stream()
                .filter(one -> one.partner(of.id()).isPresent())
                .findFirst();
    }

    /**
     * Where a call to us belongs that wants to take the place of one of this customer's (RFC 3891): the id to join.
     * Empty if that one talks with nobody.
     */
    public Optional<Id<?>> takenOver(IncomingCall by, Id<Customer> customer) {
        return by.replaces()
                .map(Replaced::listener)
                .filter(Leg.class::isInstance)
                .map(Leg.class::cast)
                .flatMap(this::of)
                .filter(replaced -> replaced.isOf(customer))
                .flatMap(this::conversation)
                .map(Conversation::id);
    }

    /** This leg no longer ends with that master. */
    void free(LiveCall master, LiveCall leg) {
        if (master.unchain(leg.id())) {
            parts.store().unchain(master.id(), leg.id());
        }
    }

    /** Hangs up and answers with the call as it then is; one that is ending or has ended stays as it is. */
    Call hangup(Caller caller, Id<Call> id) {
        store.live(caller, ADMIN_OR_MANAGER, id);
        askHangup(id).join();
        return store.get(caller, ADMIN_OR_MANAGER, id);
    }

    /** Hangs up from within the platform; the answer is there when the call's row shows that it is ending. */
    public CompletableFuture<Void> askHangup(Id<Call> id) {
        return askHangup(id, Cause.NORMAL);
    }

    /** The same, telling the far end why. */
    public CompletableFuture<Void> askHangup(Id<Call> id, Cause why) {
        LiveCall call = live.get(id);
        return call == null ? CompletableFuture.completedFuture(null) : call.askHangup(why);
    }

    /** Hangs up, if it has not ended, and deletes at once: the deleted call does not wait for the far end. */
    Call delete(Caller caller, Id<Call> id) {
        store.live(caller, ADMIN_OR_MANAGER, id);
        askHangup(id).join();
        return store.delete(caller, ADMIN_OR_MANAGER, id);
    }

    /**
     * Marks as over what a crash left unfinished; call it before anything new starts. They count as over since the last
     * thing that was written of any of them, not since now: nobody pays for the time that the server was down.
     */
    public int endUnfinished() {
        List<Call> unfinished = parts.store().unfinished();
        Instant lastSign =
                unfinished.stream().map(Calls::changed).max(naturalOrder()).orElse(Instant.EPOCH);
        CallState lost =
                new CallState(Direction.OUTGOING, Status.HANGUP, Optional.empty(), HangupBy.LOCAL, HangupReason.FAILED);
        unfinished.forEach(call -> parts.store().lost(call.id(), lost, lastSign));
        return unfinished.size();
    }

    private static Instant changed(Call call) {
        return call.tmUpdate() == null ? call.tmCreate() : call.tmUpdate();
    }

    /** Hangs up all calls, for a server that stops; returns when each is on its way out. */
    public void hangupAll() {
        live.values().stream().map(LiveCall::askHangup).toList().forEach(asked -> asked.join());
    }

    @Override
    public void frozen(Tx tx, Customer customer) {
        tx.afterCommit(() -> hangupAllOf(customer.id()));
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        CustomerListener.removing(store).deleted(tx, customer);
        tx.afterCommit(() -> hangupAllOf(customer.id()));
    }

    private void hangupAllOf(Id<Customer> customer) {
        live.values().stream().filter(call -> call.isOf(customer)).forEach(LiveCall::askHangup);
    }

    /** How many calls have not ended. */
    public int live() {
        return live.size();
    }
}
