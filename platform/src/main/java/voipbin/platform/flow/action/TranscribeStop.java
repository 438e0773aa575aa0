package voipbin.platform.flow.action;

/** Ends what {@code transcribe_start} began. */
@Traits(media = Media.RTC, onError = OnError.NEXT)
public record TranscribeStop() implements LaterStep {}
