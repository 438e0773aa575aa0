package voipbin.e2e.peer;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A customer's web server at 127.0.0.1 that takes whatever is sent to it. */
public final class WebhookTarget implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();

    private WebhookTarget(HttpServer server) {
        this.server = server;
    }

    public static WebhookTarget open() {
        try {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            var target = new WebhookTarget(server);
            server.createContext("/", exchange -> {
                var body = exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
                target.bodies.add(new String(body, StandardCharsets.UTF_8));
            });
            server.start();
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The body of the next request; fails the test if there is none within {@code limit}. */
    public String awaitBody(Duration limit) {
        try {
            var body = bodies.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (body == null) {
                throw new AssertionError("no webhook within " + limit);
            }
            return body;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
