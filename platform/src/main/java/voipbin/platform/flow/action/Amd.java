package voipbin.platform.flow.action;

/**
 * Finds out whether a machine has answered.
 *
 * @param machineHandle {@code hangup} or {@code continue}
 * @param async whether the flow goes on at once
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
public record Amd(String machineHandle, boolean async) implements LaterStep {}
