package voipbin.platform.flow.action;

import voipbin.base.Id;
import voipbin.platform.flow.Flow;

/**
 * Begins to record.
 *
 * @param format {@code wav}
 * @param endOfSilence seconds, 0 for never
 * @param endOfKey {@code none}, {@code any}, {@code *} or {@code #}
 * @param duration seconds, 0 for no end
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
public record RecordingStart(
        String format, int endOfSilence, String endOfKey, int duration, boolean beepStart, Id<Flow> onEndFlowId)
        implements LaterStep {}
