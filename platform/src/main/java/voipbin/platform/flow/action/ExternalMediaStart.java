package voipbin.platform.flow.action;

/**
 * Sends the call's sound to a server of the customer's, and takes sound from there.
 *
 * @param externalHost {@code host:port}
 * @param directionListen {@code in}, {@code out} or {@code both}: which side is heard
 * @param directionSpeak the same: which side is spoken into
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
public record ExternalMediaStart(
        String externalHost,
        String encapsulation,
        String transport,
        String transportData,
        String connectionType,
        String format,
        String directionListen,
        String directionSpeak,
        String data)
        implements LaterStep {}
