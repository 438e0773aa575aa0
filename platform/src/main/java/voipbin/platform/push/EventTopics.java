package voipbin.platform.push;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import voipbin.kit.event.Event;

/** The topics of an event (conventions §14 and §16): both forms, for its customer and for the agents concerned. */
final class EventTopics {

    private EventTopics() {}

    static List<String> of(Event event) {
        JsonNode data = event.tree();
        String resource = resource(event.type(), data);
        String id = id(event.type(), data);
        List<String> topics = new ArrayList<>();
        for (String scope : scopes(event, data)) {
            topics.add(scope + ":" + resource + ":" + id);
            topics.add(scope + ":" + resource + ":" + event.type() + ":" + id);
        }
        return topics;
    }

    /**
     * The word before the first {@code _}, but chats and web chats have one for all, and an AI message is its call's.
     */
    static String resource(String type, JsonNode data) {
        if (type.startsWith("aimessage_")) {
            return "aicall";
        }
        if (isChat(type)) {
            return "chat";
        }
        if (type.startsWith("webchat_")) {
            return "webchat_session";
        }
        // an event about a conversation's message has that message's id, but the conversation's word
        int end = type.indexOf('_');
        return end < 0 ? type : type.substring(0, end);
    }

    static String id(String type, JsonNode data) {
        String owner = switch (resource(type, data)) {
            case "aicall" ->
                type.startsWith("aimessage_") ? data.path("aicall_id").asString("") : "";
            case "chat" -> data.path("chat_id").asString("");
            case "webchat_session" -> data.path("session_id").asString("");
            default -> "";
        };
        return owner.isEmpty() ? data.path("id").asString("") : owner;
    }

    private static List<String> scopes(Event event, JsonNode data) {
        List<String> scopes = new ArrayList<>();
        scopes.add("customer_id:" + event.customerId());
        if (data.path("owner_type").asString("").equals("agent")) {
            scopes.add("agent_id:" + data.path("owner_id").asString(""));
        }
        if (isChat(event.type())) {
            for (JsonNode participant : data.path("participants")) {
                scopes.add("agent_id:" + participant.path("owner_id").asString(""));
            }
        }
        return scopes.stream().distinct().toList();
    }

    private static boolean isChat(String type) {
        return type.startsWith("chat");
    }
}
