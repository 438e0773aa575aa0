package voipbin.kit.http;

import voipbin.kit.auth.Caller;

/**
 * Asked for each caller that is authenticated and within its limits, before anything of the request is looked at: the
 * place of the frozen-account check (conventions §3). Runs on the request's thread; may block.
 */
@FunctionalInterface
public interface Gate {

    /** @throws voipbin.base.Problem if the caller must not come in here, e.g. 403 {@code ACCOUNT_FROZEN} */
    void admit(Caller caller, Route route);
}
