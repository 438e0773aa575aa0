package voipbin.platform.flow.action;

import voipbin.platform.flow.ExternalMediaPort;
import voipbin.platform.flow.Run;

/**
 * Sends the call's sound to a server of the customer's, takes sound from there, and goes on at once.
 *
 * @param externalHost {@code host:port}
 * @param encapsulation {@code rtp}, {@code audiosocket} or {@code none}
 * @param transport {@code udp}, {@code tcp} or {@code websocket}; that of the encapsulation when empty
 * @param transportData what follows the host in a WebSocket's URI
 * @param connectionType {@code client}
 * @param format {@code ulaw} when empty
 * @param directionListen {@code in}, {@code out} or {@code both}: which side is heard; both when empty
 * @param directionSpeak the same: which side is spoken into
 * @param data the id that an audiosocket is told
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record ExternalMediaStart(
        String externalHost,
        String encapsulation,
        String transport,
        String transportData,
        String connectionType,
        String format,
        String directionListen,
        String directionSpeak,
        String data)
        implements Step {

    @Override
    public Next run(Run run) {
        ExternalMediaPort.Wish wish = new ExternalMediaPort.Wish(
                externalHost,
                encapsulation,
                transport,
                transportData,
                connectionType,
                format,
                directionListen,
                directionSpeak,
                data);
        run.services().externalMedias().start(run.activeflow().referenceId(), wish, run.told());
        return Next.ONWARD;
    }
}
