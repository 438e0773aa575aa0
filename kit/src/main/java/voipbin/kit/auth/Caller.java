package voipbin.kit.auth;

import voipbin.base.Id;
import voipbin.base.Problem;

/**
 * Who asks.
 *
 * @param agentId nil unless the caller is an agent
 * @param permission bits of {@link Permission}
 */
public record Caller(Kind kind, Id<?> customerId, Id<?> agentId, int permission) {

    /** By what kind of credential the caller is known (conventions §5). */
    public enum Kind {
        AGENT,
        ACCESSKEY,
        DELEGATE,
        DIRECT
    }

    /** Whether any one of the required bits is held for that customer (conventions §4). */
    public boolean may(Id<?> owner, int required) {
        if ((permission & Permission.PROJECT_SUPER_ADMIN) != 0) {
            return true;
        }
        return customerId.equals(owner) && (required == Permission.ANYONE || (permission & required) != 0);
    }

    /** @throws Problem 403 {@code PERMISSION_DENIED} unless {@link #may} */
    public void require(Id<?> owner, int required) {
        if (!may(owner, required)) {
            throw Problem.forbidden("Not permitted.");
        }
    }
}
