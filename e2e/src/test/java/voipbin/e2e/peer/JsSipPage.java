package voipbin.e2e.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Serves resources/jssip and the library to a browser, passes commands on to the page and hears what it tells. */
final class JsSipPage implements AutoCloseable {
    private static final long LONG_POLL_SECONDS = 20;

    private final HttpServer server;
    private final Path modules;
    private final BiConsumer<String, String> happened;
    private final Consumer<byte[]> heard;
    private final LinkedBlockingQueue<String> commands = new LinkedBlockingQueue<>();

    /**
     * @param modules the node_modules that hold the library
     * @param happened gets kind and detail
     * @param heard gets samples of 16 bits, little endian, 16 kHz
     */
    JsSipPage(Path modules, BiConsumer<String, String> happened, Consumer<byte[]> heard) {
        this.modules = modules;
        this.happened = happened;
        this.heard = heard;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // a thread each: one waits for the next command while others tell
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, resource(path(exchange))));
        server.createContext("/modules/", exchange -> answer(exchange, module(path(exchange))));
        server.createContext("/next", exchange -> answer(exchange, next()));
        server.createContext("/happened/", exchange -> {
            var detail = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            happened.accept(path(exchange).substring("/happened/".length()), detail);
            answer(exchange, new byte[0]);
        });
        server.createContext("/heard", exchange -> {
            heard.accept(exchange.getRequestBody().readAllBytes());
            answer(exchange, new byte[0]);
        });
        server.start();
    }

    /** Where the page is, without a query. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/phone.html";
    }

    void tell(String command) {
        commands.add(command);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath();
    }

    /** Nothing once in a while, since a browser gives up a request that is never answered. */
    private byte[] next() {
        try {
            var command = commands.poll(LONG_POLL_SECONDS, TimeUnit.SECONDS);
            return (command == null ? "" : command).getBytes(StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new byte[0];
        }
    }

    private static byte[] resource(String path) throws IOException {
        try (var in = JsSipPage.class.getResourceAsStream("/jssip" + path)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    private byte[] module(String path) throws IOException {
        var file = modules.resolve(path.substring("/modules/".length())).normalize();
        return file.startsWith(modules) && Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /** What is empty is not there. */
    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        var path = path(exchange);
        exchange.getResponseHeaders()
                .set("Content-Type", path.endsWith(".html") ? "text/html" : "text/javascript; charset=utf-8");
        var expected = exchange.getRequestMethod().equals("GET");
        exchange.sendResponseHeaders(
                body.length > 0 ? 200 : expected && !path.equals("/next") ? 404 : 204,
                body.length > 0 ? body.length : -1);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
