package voipbin.platform.push;

import java.util.List;
import voipbin.base.Id;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Permission;

/** Who may subscribe to what (conventions §16). */
final class TopicRules {

    private static final int LONGEST = 300;

    private TopicRules() {}

    static boolean allow(Caller caller, String topic) {
        if (topic.length() > LONGEST) {
            return false;
        }
        List<String> parts = List.of(topic.split(":", -1));
        return switch (caller.kind()) {
            case AGENT -> caller.isSuperAdmin() || ownAgent(caller, parts) || adminOf(caller, parts);
            case ACCESSKEY -> adminOf(caller, parts);
            case DIRECT -> oneObject(caller, parts);
            case DELEGATE -> false;
        };
    }

    private static boolean ownAgent(Caller caller, List<String> parts) {
        return !caller.agentId().isNil() && begins(parts, "agent_id", caller.agentId());
    }

    private static boolean adminOf(Caller caller, List<String> parts) {
        return begins(parts, "customer_id", caller.customerId())
                && caller.may(caller.customerId(), Permission.ADMIN_OR_MANAGER);
    }

    private static boolean oneObject(Caller caller, List<String> parts) {
        return parts.size() == 4
                && begins(parts, "customer_id", caller.customerId())
                && caller.scope().allowedResourceTypes().contains(parts.get(2))
                && Id.parse(parts.get(3)).isPresent();
    }

    /** The id must stand there whole: a topic is a prefix, and a shorter one would match the ids of others. */
    private static boolean begins(List<String> parts, String scope, Id<?> id) {
        return parts.size() >= 2 && parts.get(0).equals(scope) && parts.get(1).equals(id.toString());
    }
}
