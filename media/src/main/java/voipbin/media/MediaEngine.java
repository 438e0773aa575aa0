package voipbin.media;

import java.io.IOException;
import java.net.InetAddress;
import voipbin.base.Counters;

/** The media loops and the ports that all sessions share. Safe for all threads. */
public final class MediaEngine implements AutoCloseable {

    private MediaEngine() {}

    /**
     * Starts the loops.
     *
     * @param counters gets {@code media.*}
     * @throws IOException when the system refuses a selector
     */
    public static MediaEngine start(MediaConfig config, Counters counters) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Reserves a pair of ports and opens a session on them.
     *
     * @param advertised the address that the session's SDP names, which is not the bound one behind a NAT
     */
    public Opening open(InetAddress advertised) {
        throw new UnsupportedOperationException();
    }

    /** How many sessions are open. */
    public int sessions() {
        throw new UnsupportedOperationException();
    }

    /** Closes all sessions and ends the loops. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
