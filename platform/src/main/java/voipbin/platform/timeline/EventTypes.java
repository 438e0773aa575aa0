package voipbin.platform.timeline;

import java.util.Set;

/** Which events the API has a public shape for (observability §2.3); the others stay inside. */
final class EventTypes {

    private static final Set<String> WORDS = Set.of(
            "accesskey",
            "account",
            "activeflow",
            "agent",
            "ai",
            "aicall",
            "aimessage",
            "availablenumber",
            "billing",
            "call",
            "campaign",
            "campaigncall",
            "chat",
            "conference",
            "conferencecall",
            "contact",
            "conversation",
            "customer",
            "email",
            "extension",
            "file",
            "flow",
            "groupcall",
            "message",
            "number",
            "outdial",
            "outdialtarget",
            "outplan",
            "participant",
            "provider",
            "queue",
            "queuecall",
            "recording",
            "route",
            "speaking",
            "summary",
            "tag",
            "team",
            "transcript",
            "transcribe",
            "transfer",
            "trunk");

    /** They begin as text messages do and are none. */
    private static final Set<String> NOT_MESSAGES = Set.of("message_user_", "message_bot_");

    private EventTypes() {}

    static boolean isShown(String type) {
        int end = type.indexOf('_');
        return end > 0
                && WORDS.contains(type.substring(0, end))
                && NOT_MESSAGES.stream().noneMatch(type::startsWith);
    }
}
