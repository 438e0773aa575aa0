package voipbin.bench;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The product's API, as far as calls are made by it. Safe for all threads. Its own work is small, for what it takes
 * would be counted as the server's.
 */
final class Api implements AutoCloseable {

    /** The server closes what is idle for longer than half a minute. */
    private static final long FRESH_NANOS = 10_000_000_000L;

    /** A connection that nobody uses, since then. */
    private record Idle(KeepAlive connection, long since) {}

    private final String site;
    private final String path;
    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();

    Api(String site, String accesskey) {
        this.site = site;
        this.path = "/v1.0/calls?accesskey=" + accesskey;
    }

    /**
     * {@code POST /calls} to one SIP address; returns when the answer is there.
     *
     * @param actions a JSON array
     * @throws BenchFailure when it is refused
     */
    void call(String target, String actions) throws IOException {
        String body = """
            {"source":{"type":"sip","target":"bench@127.0.0.1"},\
            "destinations":[{"type":"sip","target":"%s"}],"actions":%s}\
            """.formatted(target, actions);
        byte[] request = KeepAlive.request("POST", path, body);
        KeepAlive connection = connection();
        connection.ask(request);
        idle.push(new Idle(connection, System.nanoTime()));
    }

    /** The one that was used last. */
    private KeepAlive connection() throws IOException {
        for (Idle next = idle.poll(); next != null; next = idle.poll()) {
            if (System.nanoTime() - next.since() < FRESH_NANOS) {
                return next.connection();
            }
            next.connection().close();
        }
        return KeepAlive.to(site);
    }

    @Override
    public void close() throws IOException {
        for (Idle left = idle.poll(); left != null; left = idle.poll()) {
            left.connection().close();
        }
    }
}
