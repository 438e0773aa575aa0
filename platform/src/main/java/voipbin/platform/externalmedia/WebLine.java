package voipbin.platform.externalmedia;

import java.io.IOException;
import java.util.Optional;
import voipbin.kit.outward.OutwardWebSocket;

/** Messages over a WebSocket. */
record WebLine(OutwardWebSocket socket) implements Line {

    @Override
    public void send(byte[] message) throws IOException {
        socket.send(message);
    }

    @Override
    public Optional<byte[]> read() throws IOException {
        return socket.read();
    }

    @Override
    public void close() {
        socket.close();
    }
}
