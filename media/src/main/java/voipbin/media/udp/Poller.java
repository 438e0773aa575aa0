package voipbin.media.udp;

import java.io.IOException;

/** Waits for packets at many sockets. Confined to one thread, but for {@link #wakeUp}. */
public interface Poller {

    /** Gives what arrives at a socket of the same {@link UdpNetwork} to {@code receiver} from now on. */
    void register(UdpSocket socket, UdpSocket.Receiver receiver) throws IOException;

    /**
     * Hands out one packet of each socket that has any; who has more is asked again the next time, after the others.
     *
     * @param millis how long to wait for a packet or to be woken; 0 not at all, -1 without an end
     * @return how many sockets had any, about
     */
    int poll(int millis) throws IOException;

    /** Ends the {@link #poll} that waits, or the next one, at once. Any thread. */
    void wakeUp();

    /** Frees what the poller itself holds; not its sockets. */
    void close();
}
