package voipbin.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Webhook targets, each with a port of its own, that note what comes and answer 200 at once. */
final class WebhookTargets implements AutoCloseable {

    private static final byte[] OK =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int BACKLOG = 50;

    private final List<ServerSocket> sockets = new ArrayList<>();
    private final Arrivals arrivals;

    WebhookTargets(int count, Arrivals arrivals) throws IOException {
        this.arrivals = arrivals;
        for (int i = 0; i < count; i++) {
            int number = i;
            ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
            sockets.add(socket);
            Thread.ofVirtual().start(() -> accept(socket, number));
        }
    }

    String uri(int number) {
        return "http://127.0.0.1:" + sockets.get(number).getLocalPort() + "/webhook";
    }

    private void accept(ServerSocket socket, int number) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection, int number) {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream());
                OutputStream out = connection.getOutputStream()) {
            connection.setTcpNoDelay(true);
            for (Optional<Message> next = Message.read(in); next.isPresent(); next = Message.read(in)) {
                arrivals.arrived(next.get().text(), number);
                out.write(OK);
            }
        } catch (IOException closed) {
            // the product closes connections that are idle; an event that is not answered will come again
        }
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket socket : sockets) {
            socket.close();
        }
    }
}
