package voipbin.platform.flow.action;

/**
 * Opens a case about whom the flow talks with.
 *
 * @param sync makes no difference
 */
@Traits(media = Media.ANY, onError = OnError.NEXT)
public record CaseCreate(String name, String detail, String note, boolean sync) implements LaterStep {}
