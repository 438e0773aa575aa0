package voipbin.platform.flow.action;

/**
 * Mutes the call.
 *
 * @param direction {@code in}, {@code out} or {@code both}; empty means both
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
public record Mute(String direction) implements LaterStep {}
