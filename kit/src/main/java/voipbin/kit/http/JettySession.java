package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Problem;

/**
 * One WebSocket: what comes in is handed to its owner by Jetty's threads, what goes out is written by one of its own.
 * Public only because Jetty calls it by method handles.
 */
public final class JettySession implements Session, org.eclipse.jetty.websocket.api.Session.Listener.AutoDemanding {

    private static final Logger LOG = LoggerFactory.getLogger(JettySession.class);

    /** RFC 6455 §5.5: a control frame carries at most 125 bytes, two of them the code. */
    private static final int LONGEST_REASON = 123;

    private sealed interface Outgoing {
        record Text(String text) implements Outgoing {}

        record Binary(byte[] bytes) implements Outgoing {}

        record Close(int code, String reason) implements Outgoing {}
    }

    private final WebSocket socket;
    private final SocketConfig config;
    private final LinkedBlockingQueue<Outgoing> outgoing;
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long lastRead = System.nanoTime();

    JettySession(WebSocket socket, SocketConfig config) {
        this.socket = socket;
        this.config = config;
        this.outgoing = new LinkedBlockingQueue<>(config.messages());
    }

    @Override
    public boolean send(String text) {
        return enqueue(new Outgoing.Text(text), text.length());
    }

    @Override
    public boolean send(byte[] binary) {
        return enqueue(new Outgoing.Binary(binary), binary.length);
    }

    private boolean enqueue(Outgoing message, long bytes) {
        if (closing.get() || queuedBytes.get() + bytes > config.bytes()) {
            return false;
        }
        queuedBytes.addAndGet(bytes);
        if (outgoing.offer(message)) {
            return true;
        }
        queuedBytes.addAndGet(-bytes);
        return false;
    }

    @Override
    public int queued() {
        return outgoing.size();
    }

    @Override
    public long queuedBytes() {
        return queuedBytes.get();
    }

    @Override
    public void close(int code, String reason) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        Outgoing.Close close = new Outgoing.Close(code, cut(reason));
        while (!outgoing.offer(close)) {
            outgoing.clear();
        }
    }

    @Override
    public void onWebSocketOpen(org.eclipse.jetty.websocket.api.Session session) {
        Thread.ofVirtual().name("websocket").start(() -> write(session));
        guarded(ours -> ours.opened(this));
    }

    @Override
    public void onWebSocketText(String message) {
        lastRead = System.nanoTime();
        guarded(ours -> ours.text(message));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        lastRead = System.nanoTime();
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        guarded(ours -> ours.binary(bytes));
        callback.succeed();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        lastRead = System.nanoTime();
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        // Jetty has answered it
        lastRead = System.nanoTime();
    }

    @Override
    public void onWebSocketError(Throwable broken) {
        // the close follows; that connections break is usual
        LOG.debug("a websocket broke", broken);
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
        // wakes the writer, which finds that nobody listens any more
        close(code, "");
        if (closed.compareAndSet(false, true)) {
            guarded(ours -> ours.closed(code, reason == null ? "" : reason));
        }
        callback.succeed();
    }

    private void guarded(Consumer<WebSocket> call) {
        try {
            call.accept(socket);
        } catch (Problem refused) {
            close(StatusCode.POLICY_VIOLATION, refused.reason());
        } catch (RuntimeException | Error bug) {
            LOG.error("a websocket's owner failed", bug);
            close(StatusCode.SERVER_ERROR, "");
        }
    }

    private void write(org.eclipse.jetty.websocket.api.Session session) {
        long nextPing = System.nanoTime() + config.ping().toNanos();
        try {
            while (session.isOpen()) {
                Outgoing next = outgoing.poll(nextPing - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next != null && !written(session, next)) {
                    return;
                }
                if (nextPing - System.nanoTime() <= 0) {
                    refuseSilence();
                    await(done -> session.sendPing(ByteBuffer.allocate(0), done));
                    nextPing = System.nanoTime() + config.ping().toNanos();
                }
            }
        } catch (TimeoutException | ExecutionException | InterruptedException gone) {
            LOG.debug("a websocket does not take what is written", gone);
            session.disconnect();
        }
    }

    private void refuseSilence() throws TimeoutException {
        if (System.nanoTime() - lastRead > config.silence().toNanos()) {
            throw new TimeoutException("nothing came for " + config.silence());
        }
    }

    /** @return whether there may be more to write */
    private boolean written(org.eclipse.jetty.websocket.api.Session session, Outgoing next)
            throws TimeoutException, ExecutionException, InterruptedException {
        switch (next) {
            case Outgoing.Text(String text) -> {
                await(done -> session.sendText(text, done));
                queuedBytes.addAndGet(-text.length());
                return true;
            }
            case Outgoing.Binary(byte[] bytes) -> {
                await(done -> session.sendBinary(ByteBuffer.wrap(bytes), done));
                queuedBytes.addAndGet(-bytes.length);
                return true;
            }
            case Outgoing.Close(int code, String reason) -> {
                if (session.isOpen()) {
                    await(done -> session.close(code, reason, done));
                }
                return false;
            }
        }
    }

    private void await(Consumer<Callback> start) throws TimeoutException, ExecutionException, InterruptedException {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        start.accept(Callback.from(() -> done.complete(null), done::completeExceptionally));
        done.get(config.write().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String cut(String reason) {
        String shorter = reason;
        while (shorter.getBytes(UTF_8).length > LONGEST_REASON) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter;
    }
}
