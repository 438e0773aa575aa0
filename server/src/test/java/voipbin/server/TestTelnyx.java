package voipbin.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import voipbin.kit.json.Json;

/** Telnyx as its API v2 presents itself, over real HTTP: it sells any number and remembers what was made. */
final class TestTelnyx implements AutoCloseable {

    static final String KEY = "KEY0123_test";

    private final HttpServer server;
    private final AtomicInteger ids = new AtomicInteger();

    /** Everything made and not deleted, by its path. */
    final Set<String> made = ConcurrentHashMap.newKeySet();

    final Set<String> numbers = ConcurrentHashMap.newKeySet();
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** A path whose POST fails. */
    volatile String broken = "";

    TestTelnyx() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, Map.of("errors", List.of(Map.of("detail", "No key found matching"))));
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "POST" -> make(exchange, path, body);
            case "DELETE" -> {
                made.remove(path);
                numbers.removeIf(number -> path.equals("/phone_numbers/id-of-" + number.substring(1)));
                send(exchange, 200, Map.of("data", Map.of()));
            }
            default -> list(exchange, path);
        }
    }

    private void make(HttpExchange exchange, String path, String body) throws IOException {
        if (path.equals(broken)) {
            send(exchange, 422, Map.of("errors", List.of(Map.of("detail", "a test says no"))));
            return;
        }
        if (path.equals("/number_orders")) {
            numbers.add(Json.parse(body).at("/phone_numbers/0/phone_number").asString());
        }
        String id = "id-" + ids.incrementAndGet();
        made.add(path + "/" + id);
        send(exchange, 201, Map.of("data", Map.of("id", id)));
    }

    private void list(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/available_phone_numbers")) {
            Map<String, Object> number = Map.of(
                    "phone_number",
                    "+12025550143",
                    "region_information",
                    List.of(Map.of("region_type", "state", "region_name", "DC")),
                    "features",
                    List.of(Map.of("name", "voice"), Map.of("name", "sms"), Map.of("name", "emergency")));
            send(exchange, 200, Map.of("data", List.of(number)));
            return;
        }
        send(
                exchange,
                200,
                Map.of(
                        "data",
                        numbers.stream()
                                .map(number -> Map.of("id", "id-of-" + number.substring(1), "phone_number", number))
                                .toList()));
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = Json.write(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
