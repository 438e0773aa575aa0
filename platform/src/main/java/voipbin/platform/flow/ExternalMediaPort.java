package voipbin.platform.flow;

import java.util.function.Consumer;
import voipbin.base.Id;
import voipbin.base.Problem;

/** Connects calls with servers of the customer's that hear them and speak into them. */
public interface ExternalMediaPort {

    /**
     * Where to, and how; each is empty for what is usual.
     *
     * @param externalHost {@code host:port}, or a {@code ws} or {@code wss} URI
     * @param encapsulation {@code rtp}, {@code audiosocket} or {@code none}
     * @param transport {@code udp}, {@code tcp} or {@code websocket}
     * @param transportData what follows the host in a WebSocket's URI
     * @param connectionType {@code client}
     * @param format of rtp and none: {@code ulaw}, {@code alaw}, {@code g722} or {@code slin}
     * @param directionListen {@code in}, {@code out} or {@code both}: which side is heard
     * @param directionSpeak the same: which side is spoken into
     * @param data the id that an audiosocket is told
     */
    record Wish(
            String externalHost,
            String encapsulation,
            String transport,
            String transportData,
            String connectionType,
            String format,
            String directionListen,
            String directionSpeak,
            String data) {}

    /**
     * Begins to connect a call, and returns at once.
     *
     * @param broken told when nobody can be reached there
     * @throws Problem when it cannot be done so
     */
    void start(Id<?> call, Wish wish, Consumer<Problem> broken);

    /** Ends all that was begun for a call. */
    void stop(Id<?> call);
}
