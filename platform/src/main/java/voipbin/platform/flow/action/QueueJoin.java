package voipbin.platform.flow.action;

import voipbin.base.Id;

/** Waits in a queue for an agent. */
@Traits(media = Media.RTC, onError = OnError.STOP)
public record QueueJoin(Id<?> queueId) implements LaterStep {}
