package voipbin.platform.push;

import voipbin.base.Id;

/**
 * Where an event is to be sent.
 *
 * @param activeflowId whose webhook it is; nil for the customer's own
 */
record Target(Id<?> activeflowId, String uri, String method) {

    /** Nowhere: there is no webhook any more. */
    static final Target NONE = new Target(Id.nil(), "", "");

    /** @param method {@code ""} means POST */
    Target {
        method = method.isEmpty() ? "POST" : method;
    }
}
