package voipbin.kit.auth;

/** Tells who stands behind a credential. Called on the request's virtual thread; may block. */
@FunctionalInterface
public interface Authenticator {

    /** @throws voipbin.base.Problem 401 {@code INVALID_CREDENTIALS} */
    Caller authenticate(Credential credential);
}
