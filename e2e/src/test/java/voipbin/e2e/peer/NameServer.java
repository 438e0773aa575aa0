package voipbin.e2e.peer;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server at 127.0.0.1 that knows the services that a test tells it (RFC 1035 §4, RFC 2782). */
public final class NameServer implements AutoCloseable {
    private static final int ADDRESS = 1;
    private static final int SERVICE = 33;
    private static final int HEADER = 12;
    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket;
    private final Map<String, List<byte[]>> services = new ConcurrentHashMap<>();

    public NameServer() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    /** {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /**
     * One more server of a service, at 127.0.0.1.
     *
     * @param name e.g. {@code _sip._udp.carrier.example}
     */
    public void service(String name, int priority, int weight, int port) {
        var data = ByteBuffer.allocate(6)
                .putShort((short) priority)
                .putShort((short) weight)
                .putShort((short) port);
        var target = name("host." + name);
        services.computeIfAbsent(name, key -> new ArrayList<>())
                .add(ByteBuffer.allocate(6 + target.length)
                        .put(data.flip())
                        .put(target)
                        .array());
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        var buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                var query = new DatagramPacket(buffer, buffer.length);
                socket.receive(query);
                var answer = answer(ByteBuffer.wrap(buffer, 0, query.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(ByteBuffer query) throws IOException {
        var id = query.getShort(0);
        query.position(HEADER);
        var name = readName(query);
        var type = query.getShort();
        var found = answers(name, type);
        var known = name.startsWith("host.") || services.containsKey(name);
        var octets = new ByteArrayOutputStream();
        var out = new DataOutputStream(octets);
        out.writeShort(id);
        out.writeShort(0x8580 | (known ? 0 : NO_SUCH_NAME));
        out.writeShort(1);
        out.writeShort(found.size());
        out.writeInt(0);
        out.write(question(name, type));
        for (var data : found) {
            out.write(question(name, type));
            out.writeInt(60);
            out.writeShort(data.length);
            out.write(data);
        }
        return octets.toByteArray();
    }

    private List<byte[]> answers(String name, int type) {
        return switch (type) {
            case ADDRESS -> name.startsWith("host.") ? List.of(new byte[] {127, 0, 0, 1}) : List.of();
            case SERVICE -> services.getOrDefault(name, List.of());
            default -> List.of();
        };
    }

    private static byte[] question(String name, int type) {
        var text = name(name);
        return ByteBuffer.allocate(text.length + 4)
                .put(text)
                .putShort((short) type)
                .putShort((short) 1)
                .array();
    }

    private static String readName(ByteBuffer query) {
        var labels = new ArrayList<String>();
        for (var length = query.get(); length > 0; length = query.get()) {
            var label = new byte[length];
            query.get(label);
            labels.add(new String(label, StandardCharsets.US_ASCII).toLowerCase(java.util.Locale.ROOT));
        }
        return String.join(".", labels);
    }

    private static byte[] name(String name) {
        var octets = ByteBuffer.allocate(name.length() + 2);
        for (var label : name.split("\\.")) {
            octets.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        return octets.put((byte) 0).array();
    }
}
