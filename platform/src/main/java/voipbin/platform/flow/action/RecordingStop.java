package voipbin.platform.flow.action;

/** Ends the recording. */
@Traits(media = Media.RTC, onError = OnError.NEXT)
public record RecordingStop() implements LaterStep {}
