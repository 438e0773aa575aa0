package voipbin.platform.flow.action;

import voipbin.base.Id;
import voipbin.platform.flow.Flow;

/**
 * Begins to write down what is said.
 *
 * @param language BCP-47 tag
 * @param direction {@code in}, {@code out} or {@code both}
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
public record TranscribeStart(String language, String direction, String provider, Id<Flow> onEndFlowId)
        implements LaterStep {}
