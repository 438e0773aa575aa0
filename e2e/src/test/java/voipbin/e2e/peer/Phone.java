package voipbin.e2e.peer;

import java.nio.file.Path;
import java.time.Duration;
import voipbin.e2e.sound.Heard;

/**
 * A softphone, driven like a person would. All operations return at once; what they bring is in {@link #happenings}.
 */
public interface Phone extends AutoCloseable {
    /** {@code host:port} where it listens for SIP over UDP. */
    String address();

    /** What it reported since its start. */
    Happenings happenings();

    /** From now on every call is answered as soon as it rings. */
    void autoAnswer();

    void answer();

    /** Calls a SIP URI. */
    void call(String uri);

    /** Ends the call, or refuses a ringing one in this phone's own manner. */
    void hangUp();

    /** Says a file (WAV, 8 kHz, 16 bit, mono) into the call. */
    void play(Path wav);

    void unregister();

    /** What it heard in the last call that has ended; fails the test if that is nothing. */
    Heard heard();

    /** Ends it without any goodbye to the registrar, like a flat battery. */
    void kill();

    /** Unregisters and ends. */
    @Override
    void close();

    /** Waits until the phone rings, and gives the time. */
    default Happening awaitRinging(Duration limit) {
        return happenings().await(Happening.Kind.RINGING, limit);
    }

    default Happening awaitRegistered(Duration limit) {
        return happenings().await(Happening.Kind.REGISTERED, limit);
    }

    default Happening awaitConnected(Duration limit) {
        return happenings().await(Happening.Kind.CONNECTED, limit);
    }

    default Happening awaitEnded(Duration limit) {
        return happenings().await(Happening.Kind.ENDED, limit);
    }
}
