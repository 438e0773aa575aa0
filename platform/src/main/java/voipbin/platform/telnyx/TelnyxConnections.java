package voipbin.platform.telnyx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import voipbin.base.Problem;
import voipbin.platform.provider.Carrier;

/**
 * Makes what calls to Telnyx need there: an outbound voice profile, a connection that knows us by our address, and that
 * address where it is known.
 */
public final class TelnyxConnections implements Carrier {

    private static final Logger LOG = LoggerFactory.getLogger(TelnyxConnections.class);
    private static final String HOSTNAME = "sip.telnyx.com";

    private final String url;
    private final String publicAddress;

    /**
     * @param url of the REST API
     * @param publicAddress by which Telnyx sees us; empty when it is not known: then an operator adds it there
     */
    public TelnyxConnections(String url, String publicAddress) {
        this.url = url;
        this.publicAddress = publicAddress;
    }

    @Override
    public String name() {
        return Telnyx.NAME;
    }

    @Override
    public Connection connect(String name, String apiKey) {
        TelnyxApi api = new TelnyxApi(url, apiKey, TelnyxApi::theirKeyRejected);
        Deque<String> made = new ArrayDeque<>();
        Map<String, Object> references = new LinkedHashMap<>();
        try {
            String profile = make(api, "/outbound_voice_profiles", Map.of("name", name), made);
            references.put("telnyx_outbound_voice_profile_id", profile);
            String connection = make(
                    api,
                    "/ip_connections",
                    Map.of(
                            "connection_name",
                            name,
                            "active",
                            true,
                            "outbound",
                            Map.of("outbound_voice_profile_id", profile)),
                    made);
            references.put("telnyx_connection_id", connection);
            if (!publicAddress.isEmpty()) {
                Map<String, String> ip = Map.of("connection_id", connection, "ip_address", publicAddress);
                references.put("telnyx_ip_id", make(api, "/ips", ip, made));
            }
            return new Connection(HOSTNAME, references, () -> undo(api, made));
        } catch (RuntimeException failed) {
            undo(api, made);
            throw failed;
        }
    }

    private static String make(TelnyxApi api, String path, Object body, Deque<String> made) {
        JsonNode data = api.post(path, body);
        String id = data.path("id").asString("");
        if (id.isEmpty()) {
            throw TelnyxApi.unavailable("its answer names nothing that it made");
        }
        made.push(path + "/" + id);
        return id;
    }

    /** The last one first, since each stands on those before it. */
    private static void undo(TelnyxApi api, Deque<String> made) {
        for (String path : made) {
            try {
                api.delete(path);
            } catch (Problem left) {
                LOG.warn("{} is left at Telnyx: {}", path, left.getMessage());
            }
        }
    }
}
