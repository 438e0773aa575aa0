package voipbin.e2e.peer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** baresip's ctrl_tcp module: JSON in netstrings ({@code length:text,}), commands there, answers and events here. */
final class BaresipControl implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Socket socket;

    private BaresipControl(Socket socket, Consumer<JsonNode> onEvent) {
        this.socket = socket;
        Thread.ofVirtual().start(() -> read(onEvent));
    }

    /** @param onEvent called on the reading thread for each event */
    static BaresipControl connect(String host, int port, Consumer<JsonNode> onEvent) {
        try {
            return new BaresipControl(new Socket(host, port), onEvent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a command as typed into baresip, without the slash. A phone that has ended takes no notice. */
    synchronized void tell(String command, String parameters) {
        // synchronized: a netstring must not be cut by another thread's
        var text = JSON.writeValueAsBytes(
                JSON.createObjectNode().put("command", command).put("params", parameters));
        try {
            var out = socket.getOutputStream();
            out.write((text.length + ":").getBytes(StandardCharsets.US_ASCII));
            out.write(text);
            out.write(',');
            out.flush();
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Consumer<JsonNode> onEvent) {
        try (var in = new BufferedInputStream(socket.getInputStream())) {
            for (var length = length(in); length >= 0; length = length(in)) {
                var message = JSON.readTree(in.readNBytes(length));
                in.skipNBytes(1);
                if (message.path("event").asBoolean(false)) {
                    onEvent.accept(message);
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    /** The number before the colon, or -1 at the end. */
    private static int length(InputStream in) throws IOException {
        var length = 0;
        for (var c = in.read(); c != ':'; c = in.read()) {
            if (c < '0' || c > '9') {
                return -1;
            }
            length = 10 * length + c - '0';
        }
        return length;
    }
}
