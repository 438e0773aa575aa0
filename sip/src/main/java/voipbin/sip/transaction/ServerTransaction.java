package voipbin.sip.transaction;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import voipbin.base.Timers;
import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;
import voipbin.sip.message.MessageWriter;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transport.Hop;

/** A request of a peer until its answer is known to have arrived (RFC 3261, 17.2). */
public final class ServerTransaction extends Transaction {

    private static final Consumer<Response> UNOBSERVED = _ -> {};

    /** What a response repeats of its request (RFC 3261, 8.2.6.2). */
    private static final List<String> REPEATED = List.of("Via", "From", "To", "Call-ID", "CSeq");

    private final Transactions owner;
    private final String key;
    private final Transactions.Origin origin;
    private final boolean originates;
    private Consumer<Response> onFinal = UNOBSERVED;
    private ServerListener listener = ServerListener.NONE;
    private Optional<byte[]> lastResponse = Optional.empty();
    private Optional<String> toTag = Optional.empty();
    private Optional<Timers.Timer> limit = Optional.empty();
    private Optional<Request> lastAck = Optional.empty();

    ServerTransaction(Transactions owner, String key, Request request, Hop hop) {
        super(request.is(Method.INVITE) ? Machine.SERVER_INVITE : Machine.SERVER_NON_INVITE, owner, request, hop);
        this.owner = owner;
        this.key = key;
        this.origin = Transactions.Origin.of(request);
        this.originates = !request.is(Method.CANCEL) && request.to().tag().isEmpty();
    }

    public Request request() {
        return request;
    }

    /** Where the request came from: responses go there (RFC 3581). */
    public Hop hop() {
        return hop;
    }

    public void listener(ServerListener who) {
        listener = who;
    }

    /** Who sees each final response that is sent. */
    public void onFinal(Consumer<Response> observer) {
        onFinal = observer;
    }

    /** Sends a response if one of this class still fits: after a final one only a 2xx to INVITE may be repeated. */
    public void respond(Response response) {
        Event event = Event.of(response.status());
        boolean invite = request.is(Method.INVITE);
        boolean fits = state() == State.PROCEEDING
                || state() == State.TRYING
                || (invite && state() == State.ACCEPTED && event == Event.SUCCESS);
        if (fits) {
            toTag = response.to().tag().or(() -> toTag);
            if (event != Event.PROVISIONAL) {
                limit.ifPresent(Timers.Timer::cancel);
                onFinal.accept(response);
                if (response.status() == 401 || response.status() == 407) {
                    owner.challenged(this);
                }
                onFinal = UNOBSERVED;
            }
            lastResponse = Optional.of(MessageWriter.write(response.with(owner.outward(response.headers()))));
            feed(event);
            if (isFirstChallenge(response)) {
                // without state, as RFC 3261, 8.2.7 would have it: who asks again is challenged again
                end();
            } else if (event != Event.PROVISIONAL && !invite) {
                // not at once: whoever answers may still look at what it has answered
                owner.onShard(this::release);
            }
        }
    }

    /** To a request that proves nothing: a wrong password is a try, and repeated it is still the same one. */
    private boolean isFirstChallenge(Response response) {
        return (response.status() == 401 || response.status() == 407)
                && !request.is(Method.INVITE)
                && request.header("Authorization").isEmpty()
                && request.header("Proxy-Authorization").isEmpty();
    }

    /**
     * Forgets the request if it is still open after 64 T1, when its sender has given up: for a user who may stay
     * silent. Until then repetitions are absorbed.
     */
    public void limit() {
        limit = Optional.of(owner.timers().after(owner.timing().patience(), this::end));
    }

    /**
     * Nobody is interested any more: for the half minute in which repetitions are absorbed, little more is kept than
     * the response. {@link #request} has from now on only what responses repeat, and nothing once the call of an INVITE
     * is over: its 2xx is repeated by whoever gave it, not by the transaction (RFC 6026, 7.1).
     */
    public void release() {
        listener = ServerListener.NONE;
        lastAck = Optional.empty();
        if (state() == State.ACCEPTED) {
            lastResponse = Optional.empty();
            request = request.bare();
            return;
        }
        Headers.Builder headers = Headers.builder();
        for (Header header : request.headers().all()) {
            if (REPEATED.stream().anyMatch(header::is)) {
                headers.add(header);
            }
        }
        request = Request.of(request.method(), request.uri(), headers.build());
    }

    /** The To tag of our responses so far; 100 has none. */
    public Optional<String> toTag() {
        return toTag;
    }

    /** Whether a final response has not been given yet. */
    public boolean isOpen() {
        return state() == State.PROCEEDING || state() == State.TRYING;
    }

    void receive(Request again) {
        if (again.is(Method.ACK)) {
            lastAck = Optional.of(again);
            feed(Event.ACK);
        } else {
            feed(Event.REQUEST);
        }
    }

    /** Tells the user of a CANCEL that came in time. */
    public void cancel(Request cancel) {
        if (isOpen()) {
            listener.onCancel(cancel);
        }
    }

    /** Whether it could be the first of several copies: outside a dialog, and not about another request. */
    boolean originates() {
        return originates;
    }

    Transactions.Origin origin() {
        return origin;
    }

    String key() {
        return key;
    }

    @Override
    void act(Effect.Act act) {
        switch (act) {
            case SEND -> lastResponse.ifPresent(this::send);
            case TELL -> lastAck.ifPresent(listener::onAck);
            // a failure that nobody acknowledged has still failed
            case TELL_TIMEOUT, TELL_UNREACHABLE -> {}
            case ACKNOWLEDGE -> throw new IllegalStateException("a server transaction acknowledges nothing");
        }
    }

    /** The peer's transport is gone: its own timers will tell it. */
    @Override
    void unreachable(String reason) {
        feed(Event.UNREACHABLE);
    }

    @Override
    void forget() {
        owner.forget(this);
    }
}
