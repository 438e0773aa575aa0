package voipbin.platform.flow.action;

import voipbin.base.Id;

/**
 * Sends a message in a conversation.
 *
 * @param sync whether the flow waits until it is sent
 */
@Traits(media = Media.ANY, onError = OnError.NEXT)
public record ConversationSend(Id<?> conversationId, String text, boolean sync) implements LaterStep {}
