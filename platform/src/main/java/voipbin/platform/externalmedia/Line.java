package voipbin.platform.externalmedia;

import java.io.IOException;
import java.util.Optional;

/** A connection over which messages with sound go both ways. One thread sends, one reads, any may close. */
interface Line extends AutoCloseable {

    void send(byte[] message) throws IOException;

    /** Waits for the next message; empty when the other side has closed. */
    Optional<byte[]> read() throws IOException;

    @Override
    void close();
}
