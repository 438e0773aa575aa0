package voipbin.platform.push;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Route;
import voipbin.kit.http.WebSocket;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Outbox;

/** All clients that listen to events on {@code /ws}, and what tells them. */
final class EventHub implements AutoCloseable {

    private static final int BATCH = 200;

    private final Db db;
    private final Cursors cursors;
    private final LongAdder slow;
    private final Map<Id<?>, Set<EventSocket>> ofCustomers = new ConcurrentHashMap<>();
    /** They may listen to every customer. */
    private final Set<EventSocket> ofSuperAdmins = ConcurrentHashMap.newKeySet();

    /** Guards the two below: events are read only while anybody is there to hear them. */
    private final ReentrantLock lock = new ReentrantLock();

    private Outbox.@Nullable Subscription subscription;
    private int sockets;

    EventHub(Db db, Cursors cursors, Counters counters) {
        this.db = db;
        this.cursors = cursors;
        this.slow = counters.counter("websockets.slow");
        counters.gauge(
                "websockets.open",
                () -> ofSuperAdmins.size()
                        + ofCustomers.values().stream().mapToLong(Set::size).sum());
    }

    List<Route> routes() {
        return List.of(route("/v1.0/ws"), route("/v1.0/service_agents/ws"));
    }

    private Route route(String path) {
        return Route.webSocket(path, Access.AUTHENTICATED_OR_DIRECT, this::upgrade)
                .summary("Events as they happen; subscribe with {\"type\":\"subscribe\",\"topics\":[…]}.")
                .query("since", String.class, "The cursor of the last event heard: what came after it is told first.")
                .failing(Problem.Status.INVALID_ARGUMENT, "INVALID_SINCE");
    }

    private WebSocket upgrade(Ask ask) {
        Caller caller = ask.caller();
        if (caller.kind() == Caller.Kind.DELEGATE) {
            throw Problem.forbidden("A delegate token cannot be used here.");
        }
        String since = ask.query("since", "");
        return new EventSocket(this, caller, since.isEmpty() ? Optional.empty() : Optional.of(cursor(since)));
    }

    private Position cursor(String text) {
        Position end = db.outbox().end();
        return Position.parse(text)
                .filter(position -> position.compareTo(end) <= 0 || position.compareTo(forgotten()) <= 0)
                .orElseThrow(() -> Problem.invalid("INVALID_SINCE", "since", "must be the cursor of an event"));
    }

    private void tell(Event event) {
        if (event.visible()) {
            Telling telling = new Telling(event);
            ofCustomers.getOrDefault(event.customerId(), Set.of()).forEach(socket -> socket.tell(telling));
            ofSuperAdmins.forEach(socket -> socket.tell(telling));
        }
    }

    void add(EventSocket socket) {
        count(1);
        if (socket.caller().isSuperAdmin()) {
            ofSuperAdmins.add(socket);
        } else {
            ofCustomers.compute(socket.caller().customerId(), (_, sockets) -> with(sockets, socket));
        }
    }

    private static Set<EventSocket> with(@Nullable Set<EventSocket> sockets, EventSocket socket) {
        Set<EventSocket> more = sockets == null ? ConcurrentHashMap.newKeySet() : sockets;
        more.add(socket);
        return more;
    }

    void remove(EventSocket socket) {
        boolean[] was = {ofSuperAdmins.remove(socket)};
        ofCustomers.computeIfPresent(socket.caller().customerId(), (_, sockets) -> {
            was[0] |= sockets.remove(socket);
            return sockets.isEmpty() ? null : sockets;
        });
        if (was[0]) {
            count(-1);
        }
    }

    private void count(int change) {
        lock.lock();
        try {
            sockets += change;
            if (sockets > 0 && subscription == null) {
                subscription = db.outbox().listen(this::tell);
            } else if (sockets == 0 && subscription != null) {
                subscription.close();
                subscription = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next events behind a position that may concern the caller. */
    List<Event> missed(Caller caller, Position behind) {
        return caller.isSuperAdmin()
                ? db.outbox().after(behind, BATCH)
                : db.outbox().after(behind, caller.customerId(), BATCH);
    }

    /** Whether there were events behind this position that are there no longer. */
    boolean isForgotten(Position position) {
        return position.compareTo(forgotten()) < 0;
    }

    private Position forgotten() {
        return db.read(tx -> cursors.get(tx, Cursors.FORGOTTEN));
    }

    void tooSlow() {
        slow.increment();
    }

    @Override
    public void close() {
        ofSuperAdmins.forEach(EventSocket::goAway);
        ofCustomers.values().forEach(sockets -> sockets.forEach(EventSocket::goAway));
    }
}
