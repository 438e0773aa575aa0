package voipbin.platform.flow.action;

import voipbin.base.Id;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.RecordingPort;
import voipbin.platform.flow.Run;

/**
 * Begins to record the call, and goes on at once.
 *
 * @param format {@code wav}
 * @param endOfSilence seconds, 0 for never
 * @param endOfKey {@code none}, {@code any}, {@code *} or {@code #}
 * @param duration seconds, 0 for no end
 * @param beepStart whether the caller hears a beep before it begins
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record RecordingStart(
        String format, int endOfSilence, String endOfKey, int duration, boolean beepStart, Id<Flow> onEndFlowId)
        implements Step {

    @Override
    public Next run(Run run) throws InterruptedException {
        if (beepStart) {
            run.call().sounds().beep();
        }
        run.services()
                .recordings()
                .start(
                        run.activeflow().referenceId(),
                        new RecordingPort.Wish(format, endOfSilence, endOfKey, duration, onEndFlowId));
        return Next.ONWARD;
    }
}
