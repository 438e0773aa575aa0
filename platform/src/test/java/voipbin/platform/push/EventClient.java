package voipbin.platform.push;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Json;

/** A client of {@code /ws} that notes what it hears. */
final class EventClient implements WebSocket.Listener, AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<JsonNode> frames = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable WebSocket socket;
    private boolean reading = true;

    /** @throws IllegalStateException with the status if there is no upgrade */
    static EventClient connect(int port, String path) {
        EventClient client = new EventClient();
        try {
            client.socket = client.http
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + path), client)
                    .join();
            return client;
        } catch (CompletionException refused) {
            client.http.shutdownNow();
            if (refused.getCause() instanceof WebSocketHandshakeException answered) {
                throw new IllegalStateException(
                        "refused: " + answered.getResponse().statusCode());
            }
            throw refused;
        }
    }

    void subscribe(String... topics) {
        send(Json.write(Map.of("type", "subscribe", "topics", topics)));
    }

    void unsubscribe(String... topics) {
        send(Json.write(Map.of("type", "unsubscribe", "topics", topics)));
    }

    void send(String text) {
        try {
            socket().sendText(text, true).join();
        } catch (CompletionException closedMeanwhile) {
            // the server was quicker: closed() tells why
        }
    }

    void binary() {
        socket().sendBinary(ByteBuffer.allocate(3), true).join();
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not connected");
        }
        return socket;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        lock.lock();
        try {
            part.append(data);
            if (last) {
                frames.add(Json.parse(part.toString()));
                part.setLength(0);
                changed.signalAll();
            }
            if (reading) {
                from.request(1);
            }
        } finally {
            lock.unlock();
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        over(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        over("broken: " + error);
    }

    private void over(String why) {
        lock.lock();
        try {
            closed.complete(why);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void stopReading() {
        lock.lock();
        try {
            reading = false;
        } finally {
            lock.unlock();
        }
    }

    void readOn() {
        lock.lock();
        try {
            reading = true;
        } finally {
            lock.unlock();
        }
        socket().request(1);
    }

    /** The code and the reason. */
    String closed() {
        return closed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    List<JsonNode> frames() {
        return await(_ -> true);
    }

    List<JsonNode> await(Predicate<List<JsonNode>> enough) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(30);
            while (!enough.test(frames)) {
                if (left <= 0 || closed.isDone()) {
                    throw new AssertionError("not in time: " + frames.size() + " " + closed.getNow(""));
                }
                left = changed.awaitNanos(left);
            }
            return List.copyOf(frames);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    /** The same, or what had come when the server closed. */
    List<JsonNode> awaitOrClosed(Predicate<List<JsonNode>> enough) {
        return await(frames -> closed.isDone() || enough.test(frames));
    }

    /** Waits for one more frame, but not longer than this. */
    void awaitAny(Duration longest) {
        lock.lock();
        try {
            if (changed.awaitNanos(longest.toNanos()) > 0) {
                changed.signalAll();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        socket().abort();
        http.shutdownNow();
    }
}
