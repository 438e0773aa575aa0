package voipbin.platform.flow.action;

import voipbin.base.Id;

/**
 * Lets an AI do something.
 *
 * @param assistanceType {@code ai} or {@code team}; empty means {@code aiId}
 * @param duration seconds
 */
@Traits(media = Media.NON_RTC, onError = OnError.STOP)
public record AiTask(String assistanceType, Id<?> assistanceId, int duration, Id<?> aiId) implements LaterStep {}
