package voipbin.platform.flow.action;

import voipbin.platform.flow.Run;

/**
 * Mutes the call, until {@code DELETE /calls/{id}/mute}.
 *
 * @param direction {@code in}, {@code out} or {@code both}; empty means both
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record Mute(String direction) implements Step {

    @Override
    public Next run(Run run) {
        run.call().sounds().mute(direction);
        return Next.ONWARD;
    }
}
