package voipbin.platform.flow.action;

import voipbin.base.Id;
import voipbin.platform.flow.Flow;

/**
 * Writes down what was said in the call's recordings.
 *
 * @param language BCP-47 tag
 * @param direction {@code in}, {@code out} or {@code both}
 */
@Traits(media = Media.ANY, onError = OnError.NEXT)
public record TranscribeRecording(String language, String direction, String provider, Id<Flow> onEndFlowId)
        implements LaterStep {}
