package voipbin.platform.flow.action;

import voipbin.base.Id;
import voipbin.platform.flow.Flow;

/**
 * Has something summarised.
 *
 * @param referenceType {@code call}, {@code conference}, {@code transcribe} or {@code recording}
 */
@Traits(media = Media.NON_RTC, onError = OnError.STOP)
public record AiSummary(String referenceType, Id<?> referenceId, String language, Id<Flow> onEndFlowId)
        implements LaterStep {}
