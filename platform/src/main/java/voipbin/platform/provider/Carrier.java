package voipbin.platform.provider;

import java.util.Map;

/** A company that a provider can be set up at by its own API. */
public interface Carrier {

    /** What the API calls it, e.g. {@code telnyx}. */
    String name();

    /**
     * Makes a SIP connection in the account of this key.
     *
     * @throws voipbin.base.Problem 400 {@code CARRIER_CREDENTIALS_REJECTED}, 503 when the carrier does not do it;
     *     nothing is left there then
     */
    Connection connect(String name, String apiKey);

    /**
     * A connection at the carrier.
     *
     * @param hostname where its SIP is
     * @param metadata the carrier's references to it; no secrets
     * @param undo takes it away again
     */
    record Connection(String hostname, Map<String, Object> metadata, Runnable undo) {}
}
