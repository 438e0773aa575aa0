package voipbin.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A carrier that answers every INVITE with one status or never, and OPTIONS with 200, over a real socket. */
final class TestCarrier implements AutoCloseable {

    private final DatagramSocket socket;
    private final String status;
    private final String extra;

    /** Each INVITE once, with all its lines. */
    final List<String> invites = new CopyOnWriteArrayList<>();

    /** @param status with its phrase; {@code extra} are further header lines, each ended by CRLF */
    TestCarrier(String status, String extra) {
        this.status = status;
        this.extra = extra;
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("test-carrier").start(this::run);
    }

    TestCarrier(String status) {
        this(status, "");
    }

    String hostname() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void run() {
        byte[] buffer = new byte[65_536];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                answer(packet);
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        String message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        if (message.startsWith("INVITE ")) {
            if (!invites.contains(message)) {
                invites.add(message);
            }
            if (!status.isEmpty()) {
                send(packet, message, status, extra);
            }
        } else if (message.startsWith("OPTIONS ")) {
            send(packet, message, "200 OK", "");
        }
    }

    private void send(DatagramPacket packet, String request, String line, String more) throws IOException {
        StringBuilder answer = new StringBuilder("SIP/2.0 " + line + "\r\n");
        for (String header : request.split("\r\n")) {
            if (header.matches("(?i)(via|from|call-id|cseq):.*")) {
                answer.append(header).append("\r\n");
            } else if (header.matches("(?i)to:.*")) {
                answer.append(header).append(";tag=carrier\r\n");
            }
        }
        byte[] bytes = answer.append(more)
                .append("Content-Length: 0\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
