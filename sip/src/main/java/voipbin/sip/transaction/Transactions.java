package voipbin.sip.transaction;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import voipbin.base.Timers;
import voipbin.sip.message.CSeq;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.Via;
import voipbin.sip.transport.Hop;

/** All transactions of one shard, and how messages find theirs. Only {@link #count} is for other threads. */
public final class Transactions {

    private final Timers timers;
    private final SipTiming timing;
    private final Executor shard;
    private final LargeRequests largeRequests;
    private UnaryOperator<Headers> outward = UnaryOperator.identity();
    private Consumer<Hop> asked = _ -> {};

    // concurrent only so that their sizes can be read from elsewhere
    private final Map<String, ClientTransaction> clients = new ConcurrentHashMap<>();
    private final Map<String, ServerTransaction> servers = new ConcurrentHashMap<>();

    /** The server transactions outside dialogs by what a request keeps on all its ways. */
    private final Map<Origin, ServerTransaction> origins = new HashMap<>();

    record Origin(String callId, String fromTag, CSeq cseq) {

        static Origin of(Request request) {
            return new Origin(request.callId(), request.from().tag().orElse(""), request.cseq());
        }
    }

    /** @param timers call back on the shard */
    public Transactions(Timers timers, SipTiming timing, Executor shard) {
        this.timers = timers;
        this.timing = timing;
        this.shard = shard;
        this.largeRequests = new LargeRequests(timers);
    }

    /** What becomes of the headers of each request and response before they are sent. */
    public void outward(UnaryOperator<Headers> change) {
        outward = change;
    }

    /** Who hears where each request goes. */
    public void onRequest(Consumer<Hop> listener) {
        asked = listener;
    }

    Headers outward(Headers headers) {
        return outward.apply(headers);
    }

    /** Sends a request whose topmost Via has a branch of its own. Not for ACK. */
    public ClientTransaction send(Request request, Hop hop, ClientListener listener) {
        ClientTransaction transaction = new ClientTransaction(
                this,
                clientKey(request.via(), request.method()),
                request.with(outward(request.headers())),
                hop,
                listener);
        clients.put(transaction.key(), transaction);
        asked.accept(hop);
        transaction.begin();
        return transaction;
    }

    /** Hands a response to its request's transaction; false if there is none (RFC 3261, 17.1.3). */
    public boolean receive(Response response, Hop source) {
        ClientTransaction transaction =
                clients.get(clientKey(response.via(), response.cseq().method()));
        if (transaction == null) {
            return false;
        }
        transaction.receive(response, source);
        return true;
    }

    /** Hands a repeated request, or an ACK, to its transaction; false if there is none (RFC 3261, 17.2.3). */
    public boolean receive(Request request) {
        ServerTransaction transaction = servers.get(serverKey(request, request.method()));
        if (transaction == null) {
            return false;
        }
        transaction.receive(request);
        return true;
    }

    /** Whether the same request has come by another way already, and that is still being served (8.2.2.2). */
    public boolean isMerged(Request request) {
        return request.to().tag().isEmpty() && origins.containsKey(Origin.of(request));
    }

    /** A transaction for a request that has none yet. */
    public ServerTransaction accept(Request request, Hop source) {
        ServerTransaction transaction =
                new ServerTransaction(this, serverKey(request, request.method()), request, source);
        servers.put(transaction.key(), transaction);
        if (transaction.originates()) {
            origins.putIfAbsent(transaction.origin(), transaction);
        }
        transaction.begin();
        return transaction;
    }

    /** The INVITE that a CANCEL means; empty if there is none (RFC 3261, 9.2). */
    public Optional<ServerTransaction> canceled(Request cancel) {
        return Optional.ofNullable(servers.get(serverKey(cancel, Method.INVITE)));
    }

    /** How many there are, finished ones that still absorb repetitions included. Any thread. */
    public int count() {
        return clients.size() + servers.size();
    }

    private static String clientKey(Via via, Method method) {
        return via.branch().orElse("") + ' ' + method.name();
    }

    private static String serverKey(Request request, Method method) {
        String invite = method.equals(Method.ACK) ? Method.INVITE.name() : method.name();
        Via via = request.via();
        String branch = via.branch().orElse("");
        if (branch.startsWith(Via.MAGIC_COOKIE)) {
            return branch + ' ' + via.sentBy() + ' ' + invite;
        }
        // RFC 2543 peers have no branch of use: what identifies the request instead (17.2.3)
        return String.join(
                " ",
                request.callId(),
                request.from().tag().orElse(""),
                Long.toString(request.cseq().number()),
                via.sentBy(),
                branch,
                invite);
    }

    void forget(ClientTransaction transaction) {
        clients.remove(transaction.key(), transaction);
    }

    void forget(ServerTransaction transaction) {
        servers.remove(transaction.key(), transaction);
        if (transaction.originates()) {
            origins.remove(transaction.origin(), transaction);
        }
    }

    /**
     * A challenged request is served no longer: what comes with credentials is another try and not the same one by
     * another way, though some proxies that answer challenges keep its CSeq.
     */
    void challenged(ServerTransaction transaction) {
        if (transaction.originates()) {
            origins.remove(transaction.origin(), transaction);
        }
    }

    Timers timers() {
        return timers;
    }

    LargeRequests largeRequests() {
        return largeRequests;
    }

    SipTiming timing() {
        return timing;
    }

    void onShard(Runnable task) {
        shard.execute(task);
    }
}
