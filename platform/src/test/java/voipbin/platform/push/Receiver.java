package voipbin.platform.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Json;

/** A customer's HTTP server, which notes what it is told and answers as the test says. */
final class Receiver implements AutoCloseable {

    /** A request and the status it was answered with; header names are in lower case. */
    record Told(String method, String path, Map<String, String> headers, String body, int answer) {

        String type() {
            return Json.parse(body).path("type").asString();
        }

        JsonNode data() {
            return Json.parse(body).path("data");
        }

        int n() {
            return data().path("n").asInt();
        }

        private Told answered(int status) {
            return new Told(method, path, headers, body, status);
        }
    }

    /** What is answered: a status and further headers. */
    record Answer(int status, Map<String, String> headers) {
        static Answer of(int status) {
            return new Answer(status, Map.of());
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Told> told = new ArrayList<>();
    private volatile Function<Told, Answer> answers;

    Receiver(Function<Told, Answer> answers) {
        this("127.0.0.1", answers);
    }

    Receiver(String host, Function<Told, Answer> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(host, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** From now on. */
    void answer(Function<Told, Answer> other) {
        answers = other;
    }

    static Receiver answering(int status) {
        return new Receiver(_ -> Answer.of(status));
    }

    String uri(String path) {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
        String path = exchange.getRequestURI().toString();
        Told request = new Told(exchange.getRequestMethod(), path, headers, body, 0);
        Answer answer = answers.apply(request);
        note(request.answered(answer.status()));
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(answer.status(), -1);
        exchange.close();
    }

    private void note(Told request) {
        lock.lock();
        try {
            told.add(request);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All requests so far, once they are as the test needs them. */
    List<Told> await(Predicate<List<Told>> enough) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(30);
            while (!enough.test(told)) {
                if (left <= 0) {
                    throw new AssertionError("not in time; told " + told.size() + ": " + told);
                }
                left = changed.awaitNanos(left);
            }
            return List.copyOf(told);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    List<Told> told() {
        return await(_ -> true);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
