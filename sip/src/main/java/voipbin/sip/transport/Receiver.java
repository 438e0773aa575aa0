package voipbin.sip.transport;

/** Takes what a transport has received, on the transport's thread. */
@FunctionalInterface
public interface Receiver {

    /** @param message the receiver's own copy */
    void received(byte[] message, Hop from);

    /**
     * A message whose end in the stream cannot be known. The connection ends with the next message sent over it, or
     * soon.
     *
     * @param head its start line and headers
     * @param status what to refuse it with
     */
    default void broken(byte[] head, int status, String why, Hop from) {}

    /** Everything that had arrived has been handed over. */
    default void drained() {}

    /** Notes this moment; what is given back is run when everything that has arrived by now has been handed over. */
    default Runnable mark() {
        return () -> {};
    }
}
