package voipbin.platform.flow.action;

import voipbin.base.Id;

/**
 * Lets an AI talk with the caller.
 *
 * @param assistanceType {@code ai} or {@code team}; empty means {@code aiId}
 * @param duration seconds
 */
@Traits(media = Media.ANY, onError = OnError.STOP)
public record AiTalk(String assistanceType, Id<?> assistanceId, int duration, Id<?> aiId) implements LaterStep {}
