package voipbin.platform.externalmedia;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.UUID;

/** AudioSocket over TCP, our side being the one that calls: it says its id first. */
final class AudioSocketLine implements Line {

    private final Socket socket;
    private final DataInputStream in;

    AudioSocketLine(Socket socket, UUID id) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        send(AudioSocket.id(id));
    }

    @Override
    public void send(byte[] message) throws IOException {
        socket.getOutputStream().write(message);
    }

    @Override
    public Optional<byte[]> read() throws IOException {
        try {
            byte[] head = in.readNBytes(AudioSocket.HEADER);
            if (head.length < AudioSocket.HEADER) {
                return Optional.empty();
            }
            int length = (head[1] & 0xFF) << 8 | head[2] & 0xFF;
            byte[] frame = new byte[AudioSocket.HEADER + length];
            System.arraycopy(head, 0, frame, 0, head.length);
            in.readFully(frame, AudioSocket.HEADER, length);
            return Optional.of(frame);
        } catch (EOFException brokenOff) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try (socket) {
            if (!socket.isClosed()) {
                send(AudioSocket.hangup());
            }
        } catch (IOException gone) {
            // it is closed in any case
        }
    }
}
