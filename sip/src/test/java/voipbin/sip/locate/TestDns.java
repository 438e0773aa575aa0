package voipbin.sip.locate;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server on loopback that knows what the test tells it (RFC 1035, 4); all else does not exist. */
public final class TestDns implements AutoCloseable {

    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int SRV = 33;
    private static final int NAPTR = 35;
    private static final int NAME_ERROR = 3;

    private record Key(String name, int type) {}

    private final Map<Key, List<byte[]>> records = new ConcurrentHashMap<>();
    private final DatagramSocket socket;
    private final Thread thread;

    public TestDns() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        thread = Thread.ofVirtual().start(this::serve);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    public TestDns host(String name, String address) throws IOException {
        byte[] octets = InetAddress.ofLiteral(address).getAddress();
        return add(name, octets.length == 4 ? A : AAAA, out -> out.write(octets));
    }

    public TestDns srv(String name, int priority, int weight, int port, String target) throws IOException {
        return add(name, SRV, out -> {
            out.writeShort(priority);
            out.writeShort(weight);
            out.writeShort(port);
            name(out, target);
        });
    }

    public TestDns naptr(String name, int order, int preference, String service, String replacement)
            throws IOException {
        return add(name, NAPTR, out -> {
            out.writeShort(order);
            out.writeShort(preference);
            text(out, "s");
            text(out, service);
            text(out, "");
            name(out, replacement);
        });
    }

    @FunctionalInterface
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private TestDns add(String name, int type, Writing data) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        data.to(new DataOutputStream(octets));
        records.computeIfAbsent(new Key(name.toLowerCase(Locale.ROOT), type), _ -> new ArrayList<>())
                .add(octets.toByteArray());
        return this;
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                socket.receive(query);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, query.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(ByteBuffer query) throws IOException {
        short id = query.getShort();
        query.position(12);
        String name = readName(query);
        int type = query.getShort();
        List<byte[]> found = records.getOrDefault(new Key(name, type), List.of());
        boolean known = records.keySet().stream().anyMatch(key -> key.name().equals(name));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.writeShort(id);
        out.writeShort(0x8580 | (known ? 0 : NAME_ERROR));
        out.writeShort(1);
        out.writeShort(found.size());
        out.writeInt(0);
        name(out, name);
        out.writeShort(type);
        out.writeShort(1);
        for (byte[] data : found) {
            name(out, name);
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(data.length);
            out.write(data);
        }
        return octets.toByteArray();
    }

    private static String readName(ByteBuffer query) {
        List<String> labels = new ArrayList<>();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            labels.add(new String(label, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
        }
        return String.join(".", labels);
    }

    private static void name(DataOutputStream out, String name) throws IOException {
        for (String label : name.split("\\.")) {
            text(out, label);
        }
        out.writeByte(0);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeByte(text.length());
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        socket.close();
        thread.interrupt();
    }
}
