package voipbin.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which one request follows the other. For one thread. */
public final class KeepAlive implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private KeepAlive(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        this.out = socket.getOutputStream();
    }

    /** @param site e.g. {@code http://127.0.0.1:8080} */
    public static KeepAlive to(String site) throws IOException {
        URI uri = URI.create(site);
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new KeepAlive(socket);
    }

    /**
     * A whole request as bytes, so that it can be sent often.
     *
     * @param body JSON; empty for none
     */
    public static byte[] request(String method, String target, String body) {
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + json.length + "\r\n")
                + "\r\n";
        byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[first.length + json.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(json, 0, all, first.length, json.length);
        return all;
    }

    /** @throws BenchFailure when it is not answered with 200 */
    public Message ask(byte[] request) throws IOException {
        out.write(request);
        Message answer = Message.read(in).orElseThrow(() -> new BenchFailure("the server has closed a connection"));
        if (answer.status() != 200) {
            String line = new String(request, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            throw new BenchFailure(
                    line.replaceAll("accesskey=\\w+", "…") + " was answered " + answer.status() + ": " + answer.text());
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
