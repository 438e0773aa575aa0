package voipbin.kit.outward;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * The client's side of a WebSocket (RFC 6455) to a host that a customer names: binary messages both ways; text is
 * passed over, pings are answered. One thread reads; any may send and close.
 */
public final class OutwardWebSocket implements AutoCloseable {

    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Socket socket;
    private final DataInputStream in;
    private final RandomGenerator random;

    // what is sent comes from who speaks, and pongs and the close from who reads: a lock keeps frames whole
    private final ReentrantLock sending = new ReentrantLock();

    private OutwardWebSocket(Socket socket, RandomGenerator random) throws IOException {
        this.socket = socket;
        this.random = random;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Where a {@code ws} or {@code wss} URI leads; empty if it is none. */
    public static Optional<HostPort> target(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if ((!scheme.equals("ws") && !scheme.equals("wss")) || uri.getHost() == null) {
            return Optional.empty();
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("wss") ? 443 : 80;
        return HostPort.parse(uri.getHost() + ":" + port);
    }

    /**
     * Connects and shakes hands (§4.1).
     *
     * @param random for masks and the handshake's key
     * @throws IOException when nobody is there, who is there is no WebSocket, or may not be reached
     */
    public static OutwardWebSocket open(OutwardSockets sockets, URI uri, RandomGenerator random) throws IOException {
        HostPort to = target(uri).orElseThrow(() -> new IOException(uri + " is not a ws or wss URI with a host"));
        boolean secure = uri.getScheme().equalsIgnoreCase("wss");
        Socket socket = secure ? sockets.connectSecurely(to) : sockets.connect(to);
        try {
            OutwardWebSocket opened = new OutwardWebSocket(socket, random);
            socket.setSoTimeout(HANDSHAKE_MILLIS);
            opened.shakeHands(uri, to);
            socket.setSoTimeout(0);
            return opened;
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    private void shakeHands(URI uri, HostPort to) throws IOException {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String head = "GET " + path + query + " HTTP/1.1\r\nHost: " + to
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nUser-Agent: VoIPBIN\r\nSec-WebSocket-Key: " + key + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        String[] answer = head().split("\r\n");
        if (!answer[0].matches("HTTP/1\\.1 101.*")) {
            throw new IOException("no WebSocket there: " + answer[0]);
        }
        String expected = accept(key);
        for (String line : answer) {
            String[] header = line.split(":", 2);
            if (header.length == 2
                    && header[0].strip().equalsIgnoreCase("Sec-WebSocket-Accept")
                    && header[1].strip().equals(expected)) {
                return;
            }
        }
        throw new IOException("no WebSocket there: the handshake is not accepted");
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!endsHead(head)) {
            int next = in.read();
            if (next < 0 || head.size() == LONGEST_HEAD) {
                throw new IOException("no WebSocket there: the answer to the handshake breaks off");
            }
            head.write(next);
        }
        return head.toString(US_ASCII);
    }

    private static boolean endsHead(ByteArrayOutputStream head) {
        return head.size() >= 4 && head.toString(US_ASCII).endsWith("\r\n\r\n");
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Sends a binary message; blocks while the peer does not take it. */
    public void send(byte[] message) throws IOException {
        frame(BINARY, message, message.length);
    }

    /** A frame of a client is masked (§5.3). */
    private void frame(int opcode, byte[] payload, int length) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(length + 14);
        frame.write(FINAL | opcode);
        if (length < TWO_BYTES) {
            frame.write(MASKED | length);
        } else if (length < LONGEST) {
            frame.write(MASKED | TWO_BYTES);
            frame.write(length >> 8);
            frame.write(length);
        } else {
            throw new IOException("too long a message: " + length);
        }
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        frame.writeBytes(mask);
        for (int i = 0; i < length; i++) {
            frame.write(payload[i] ^ mask[i % 4]);
        }
        sending.lock();
        try {
            socket.getOutputStream().write(frame.toByteArray());
        } finally {
            sending.unlock();
        }
    }

    /** The next binary message; empty when the peer has closed. */
    public Optional<byte[]> read() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int type = 0;
        try {
            while (true) {
                int head = in.readUnsignedByte();
                byte[] payload = in.readNBytes(length(message.size()));
                int opcode = head & 0xF;
                switch (opcode) {
                    case CLOSE -> {
                        frame(CLOSE, payload, Math.min(payload.length, 2));
                        return Optional.empty();
                    }
                    case PING -> frame(PONG, payload, payload.length);
                    case PONG -> {
                        // nobody has asked
                    }
                    default -> {
                        type = opcode == 0 ? type : opcode;
                        message.writeBytes(payload);
                        if ((head & FINAL) != 0 && type == BINARY) {
                            return Optional.of(message.toByteArray());
                        }
                        if ((head & FINAL) != 0) {
                            message.reset();
                        }
                    }
                }
            }
        } catch (EOFException gone) {
            return Optional.empty();
        }
    }

    /** A server does not mask (§5.1). */
    private int length(int before) throws IOException {
        int first = in.readUnsignedByte();
        long length = switch (first) {
            case TWO_BYTES -> in.readUnsignedShort();
            case EIGHT_BYTES -> in.readLong();
            default -> first;
        };
        if (first >= MASKED || length < 0 || length + before > LONGEST) {
            throw new IOException("a broken WebSocket frame");
        }
        return (int) length;
    }

    /** Says goodbye (1000, §7.4.1) and closes; a second call does nothing. */
    @Override
    public void close() {
        try (socket) {
            if (!socket.isClosed()) {
                byte[] reason = "\003\350the call is over".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
                frame(CLOSE, reason, reason.length);
            }
        } catch (IOException gone) {
            // it is closed in any case
        }
    }
}
