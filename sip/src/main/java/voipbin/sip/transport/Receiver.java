package voipbin.sip.transport;

/** Takes what a transport has received, on the transport's thread. */
@FunctionalInterface
public interface Receiver {

    /** @param message the receiver's own copy */
    void received(byte[] message, Hop from);

    /** Everything that had arrived has been handed over. */
    default void drained() {}
}
