package voipbin.bench.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Json;

/** Where all webhooks go: {@code /KEY} is the path of one customer. It can go down and come back on the same port. */
final class Target implements AutoCloseable {

    private static final int SLOWEST_MILLIS = 3000;

    private final Ledger ledger;
    private final Mood mood;
    private final RandomGenerator random;
    private final Map<String, Signed> signatures = new ConcurrentHashMap<>();
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong badlySigned = new AtomicLong();
    private final int port;
    private HttpServer server;

    Target(Ledger ledger, Mood mood, RandomGenerator random) throws IOException {
        this.ledger = ledger;
        this.mood = mood;
        this.random = random;
        server = open(0);
        port = server.getAddress().getPort();
        server.start();
    }

    String uri(String key) {
        return "http://127.0.0.1:" + port + "/" + key;
    }

    /** What comes for this customer must be signed with this. */
    void expect(String key, String secret) {
        signatures.put("/" + key, new Signed(secret));
    }

    long badlySigned() {
        return badlySigned.get();
    }

    /** Cuts all connections; nobody listens at the port. */
    void goDown() {
        server.stop(0);
    }

    void comeBack() throws IOException {
        server = open(port);
        server.start();
    }

    private HttpServer open(int at) throws IOException {
        HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        opened.createContext("/", this::handle);
        opened.setExecutor(handlers);
        return opened;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Signed signed = signatures.get(exchange.getRequestURI().getPath());
        if (signed != null && !signed.isValid(exchange.getRequestHeaders(), body, Instant.now())) {
            badlySigned.incrementAndGet();
        }
        JsonNode event = Json.parse(new String(body, UTF_8));
        Optional<Change> change = Change.of(
                event.path("type").asString(""), event.path("data").path("name").asString(""));
        String id = Signed.header(exchange.getRequestHeaders(), "webhook-id");
        change.ifPresent(one -> ledger.arrive(one, id, event.toString()));
        try (exchange) {
            answer(exchange, change);
        }
    }

    private void answer(HttpExchange exchange, Optional<Change> change) throws IOException {
        switch (mood.next()) {
            case FAULT -> exchange.sendResponseHeaders(500, -1);
            case TOO_MANY -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                exchange.sendResponseHeaders(429, -1);
            }
            case DROPPED -> exchange.close();
            case SLOW -> {
                pause(random.nextInt(SLOWEST_MILLIS));
                hear(exchange, change);
            }
            case GOOD -> hear(exchange, change);
        }
    }

    private void hear(HttpExchange exchange, Optional<Change> change) throws IOException {
        // before the answer: with it the next one may come
        change.ifPresent(ledger::hear);
        exchange.sendResponseHeaders(200, -1);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.shutdownNow();
    }
}
