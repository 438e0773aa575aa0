package voipbin.e2e.product;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** As much of Telnyx as sells any number. */
public final class NumberSeller implements AutoCloseable {
    private final HttpServer server;

    public NumberSeller() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            var body = "{\"data\":{\"id\":\"order-1\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** The server's options that make it buy here. */
    public String[] options() {
        return new String[] {
            "--set", "telnyx.url=http://127.0.0.1:" + server.getAddress().getPort(), "--set", "telnyx.key=any",
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
