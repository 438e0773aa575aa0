package voipbin.platform.flow.action;

import voipbin.base.Id;

/** Joins a conference and stays until the call leaves it. */
@Traits(media = Media.RTC, onError = OnError.STOP)
public record ConferenceJoin(Id<?> conferenceId) implements LaterStep {}
