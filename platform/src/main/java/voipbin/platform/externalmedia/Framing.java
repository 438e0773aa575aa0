package voipbin.platform.externalmedia;

/**
 * How 20 ms of linear PCM, 16 bit, 8000 Hz, mono become a message, and messages sound (media §4). One a stream: the
 * forms that count do so from their first message on. Writing and reading may be done by different threads.
 */
interface Framing {

    /** The message that carries this frame. */
    byte[] write(short[] pcm);

    /** What a message of the other side brings. */
    Brought read(byte[] message);

    /** What a message brings. */
    sealed interface Brought {

        Brought NOTHING = new Nothing();

        /** Samples to be said. */
        @SuppressWarnings("ArrayRecordComponent") // handed on as it is, never compared
        record Sound(short[] pcm) implements Brought {}

        /** Not what was agreed, or not for us: passed over. */
        record Nothing() implements Brought {}

        /** The other side ends it. */
        record End() implements Brought {}
    }
}
