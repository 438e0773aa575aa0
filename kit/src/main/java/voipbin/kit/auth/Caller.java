package voipbin.kit.auth;

import java.util.List;
import voipbin.base.Id;
import voipbin.base.Problem;

/**
 * Who asks.
 *
 * @param agentId nil unless the caller is an agent
 * @param permission bits of {@link Permission}
 * @param scope what a direct token is confined to; {@link Scope#NONE} for everybody else
 */
public record Caller(Kind kind, Id<?> customerId, Id<?> agentId, int permission, Scope scope) {

    public Caller(Kind kind, Id<?> customerId, Id<?> agentId, int permission) {
        this(kind, customerId, agentId, permission, Scope.NONE);
    }

    /**
     * What a direct token stands for (conventions §5).
     *
     * @param resourceType whose hash it was made from, e.g. {@code ai}
     * @param allowedResourceTypes of what it may make, read and subscribe to, e.g. {@code aicall}
     */
    public record Scope(String resourceType, Id<?> resourceId, List<String> allowedResourceTypes) {
        public static final Scope NONE = new Scope("", Id.nil(), List.of());
    }

    /** By what kind of credential the caller is known (conventions §5). */
    public enum Kind {
        AGENT,
        ACCESSKEY,
        DELEGATE,
        DIRECT
    }

    /** Whether any one of the required bits is held for that customer (conventions §4). */
    public boolean may(Id<?> owner, int required) {
        if (isSuperAdmin()) {
            return true;
        }
        return customerId.equals(owner) && (required == Permission.ANYONE || (permission & required) != 0);
    }

    /** Whether a platform operator asks. */
    public boolean isSuperAdmin() {
        return (permission & Permission.PROJECT_SUPER_ADMIN) != 0;
    }

    /**
     * The agent that asks, for what only a person can do.
     *
     * @throws Problem 403 {@code AGENT_AUTH_REQUIRED} for every other identity
     */
    public <T> Id<T> requireAgent() {
        if (kind != Kind.AGENT) {
            throw new Problem(
                    Problem.Status.PERMISSION_DENIED, "AGENT_AUTH_REQUIRED", "This needs the token of an agent.");
        }
        return agentId.as();
    }

    /** @throws Problem 403 {@code PERMISSION_DENIED} unless {@link #may} */
    public void require(Id<?> owner, int required) {
        if (!may(owner, required)) {
            throw Problem.forbidden("Not permitted.");
        }
    }
}
