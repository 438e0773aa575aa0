package voipbin.kit.http;

/** Who may come in at a route. */
public enum Access {
    /** Everybody, without a credential. */
    OPEN,
    /** Agents, access keys and delegates; a direct token is 403 {@code DIRECT_ACCESS_NOT_SUPPORTED}. */
    AUTHENTICATED,
    /** Direct tokens too (conventions §5). */
    AUTHENTICATED_OR_DIRECT
}
