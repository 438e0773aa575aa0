package voipbin.platform.push;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.http.Session;
import voipbin.kit.http.WebSocket;
import voipbin.kit.json.Json;

/**
 * One client that listens to events. It hears each at most once and in order; if it came with a cursor it first hears
 * what it missed, from its first subscription on, and only then what happens now. One that reads too slowly is closed.
 */
final class EventSocket implements WebSocket {

    /** RFC 6455 §7.4.1. */
    private static final int GOING_AWAY = 1001;

    private static final int CANNOT_ACCEPT = 1003;
    private static final int POLICY = 1008;
    private static final int TRY_AGAIN_LATER = 1013;

    private static final int MOST_TOPICS = 1_000;

    /**
     * While it catches up, so many messages and bytes may wait: the rest of the queue is for what happens meanwhile.
     */
    private static final int QUEUED = 500;

    private static final long QUEUED_BYTES = 1 << 20;
    private static final long PAUSE_NANOSECONDS = 5_000_000;

    private final EventHub hub;
    private final Caller caller;
    private final Optional<Position> since;

    /** Guards the fields below: the outbox's thread tells, the client's subscribes, a third one catches up. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Set<String> topics = new HashSet<>();
    private @Nullable Session session;
    private boolean live;
    private boolean catching;
    private Position told;
    private Position skipped = Position.START;
    private volatile boolean closed;

    EventSocket(EventHub hub, Caller caller, Optional<Position> since) {
        this.hub = hub;
        this.caller = caller;
        this.since = since;
        this.live = since.isEmpty();
        this.told = since.orElse(Position.START);
    }

    Caller caller() {
        return caller;
    }

    @Override
    public void opened(Session opened) {
        lock.lock();
        try {
            session = opened;
        } finally {
            lock.unlock();
        }
        hub.add(this);
        if (since.isPresent() && hub.isForgotten(since.get())) {
            end(POLICY, "the cursor is too old: events after it are gone");
        }
    }

    @Override
    public void text(String message) {
        JsonNode frame;
        try {
            frame = Json.parse(message);
        } catch (Problem malformed) {
            return;
        }
        List<String> named = frame.path("topics")
                .valueStream()
                .map(topic -> topic.asString(""))
                .toList();
        for (String topic : named) {
            if (!TopicRules.allow(caller, topic)) {
                end(POLICY, "not allowed: " + topic);
                return;
            }
        }
        switch (frame.path("type").asString("")) {
            case "subscribe" -> subscribe(named);
            case "unsubscribe" -> unsubscribe(named);
            default -> {
                // conventions §16: its topics are looked at, and that is all
            }
        }
    }

    private void subscribe(List<String> named) {
        lock.lock();
        try {
            topics.addAll(named);
            if (topics.size() > MOST_TOPICS) {
                end(POLICY, "more than " + MOST_TOPICS + " topics");
            }
            if (!live && !catching) {
                catching = true;
                Thread.ofVirtual().name("websocket-replay").start(this::catchUp);
            }
        } finally {
            lock.unlock();
        }
    }

    private void unsubscribe(List<String> named) {
        lock.lock();
        try {
            named.forEach(topics::remove);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void binary(byte[] message) {
        end(CANNOT_ACCEPT, "text only");
    }

    @Override
    public void closed(int code, String reason) {
        closed = true;
        hub.remove(this);
    }

    /** What happens now, on the outbox's thread. */
    void tell(Telling telling) {
        Position position = telling.event().position();
        lock.lock();
        try {
            if (!live) {
                skipped = position;
            } else if (position.compareTo(told) > 0) {
                told = position;
                send(telling);
            }
        } finally {
            lock.unlock();
        }
    }

    private void send(Telling telling) {
        if (session != null && matches(telling) && !session.send(telling.frame())) {
            hub.tooSlow();
            end(TRY_AGAIN_LATER, "too slow: resume with ?since=<the last cursor>");
        }
    }

    private boolean matches(Telling telling) {
        return !topics.isEmpty()
                && telling.topics().stream().anyMatch(topic -> topics.stream().anyMatch(topic::startsWith));
    }

    private void catchUp() {
        while (!closed) {
            List<Event> events = hub.missed(caller, told);
            if (hub.isForgotten(told)) {
                end(POLICY, "the cursor is too old: events after it are gone");
                return;
            }
            for (Event event : events) {
                awaitRoom();
                replay(event);
            }
            if (events.isEmpty() && goLive()) {
                return;
            }
        }
    }

    private void replay(Event event) {
        lock.lock();
        try {
            told = event.position();
            if (event.visible()) {
                send(new Telling(event));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Not while something was skipped after what was replayed: then there is more to read. */
    private boolean goLive() {
        lock.lock();
        try {
            live = skipped.compareTo(told) <= 0;
            return live;
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() {
        Session to = session;
        while (!closed && to != null && (to.queued() > QUEUED || to.queuedBytes() > QUEUED_BYTES)) {
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }

    void goAway() {
        end(GOING_AWAY, "the server stops");
    }

    private void end(int code, String reason) {
        closed = true;
        hub.remove(this);
        lock.lock();
        try {
            if (session != null) {
                session.close(code, reason);
            }
        } finally {
            lock.unlock();
        }
    }
}
