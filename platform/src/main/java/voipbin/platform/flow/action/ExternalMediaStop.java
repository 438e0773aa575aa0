package voipbin.platform.flow.action;

/** Ends all that {@code external_media_start} began. */
@Traits(media = Media.RTC, onError = OnError.NEXT)
public record ExternalMediaStop() implements LaterStep {}
