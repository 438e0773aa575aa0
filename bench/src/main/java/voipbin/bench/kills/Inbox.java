package voipbin.bench.kills;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The customer's webhook target: notes which event came when, by the id of its delivery. Safe for all threads. */
final class Inbox implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    // several connections write
    private final List<String> arrived = new ArrayList<>();

    Inbox() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String id = Optional.ofNullable(exchange.getRequestHeaders().getFirst("webhook-id"))
                    .orElse("none");
            synchronized (arrived) {
                arrived.add(id);
            }
            // whoever was killed meanwhile hears no answer
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** The ids of all events in the order of their coming, repetitions too. */
    List<String> arrived() {
        synchronized (arrived) {
            return List.copyOf(arrived);
        }
    }

    Set<String> ids() {
        return new HashSet<>(arrived());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
