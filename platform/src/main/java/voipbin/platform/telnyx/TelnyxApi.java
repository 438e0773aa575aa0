package voipbin.platform.telnyx;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import voipbin.base.Problem;
import voipbin.base.Problem.Status;
import voipbin.kit.json.Json;
import voipbin.kit.outward.AddressRules;
import voipbin.kit.outward.Outward;
import voipbin.kit.outward.OutwardHttp;

/**
 * Telnyx's REST API v2 with one key. It is asked a few times a day at most, so that each question has connections of
 * its own and none lie open.
 */
final class TelnyxApi {

    private static final int MOST_BYTES = 1 << 20;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final String url;
    private final String key;

    private final Supplier<Problem> rejected;

    /**
     * @param url of the API, with its version and without a slash at the end
     * @param rejected what to say when the key is not accepted
     */
    TelnyxApi(String url, String key, Supplier<Problem> rejected) {
        this.url = url;
        this.key = key;
        this.rejected = rejected;
    }

    static Problem theirKeyRejected() {
        return new Problem(
                Status.INVALID_ARGUMENT, "CARRIER_CREDENTIALS_REJECTED", "Telnyx does not accept this API key.");
    }

    /** The operator's mistake is none of the customer's. */
    static Problem ourKeyRejected() {
        return unavailable("it does not accept the configured key");
    }

    JsonNode get(String path) {
        return ask("GET", path, new byte[0]).path("data");
    }

    JsonNode post(String path, Object body) {
        return ask("POST", path, Json.bytes(body)).path("data");
    }

    /** What is not there any more needs no deleting. */
    void delete(String path) {
        ask("DELETE", path, new byte[0]);
    }

    private JsonNode ask(String method, String path, byte[] json) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + key, "Accept", "application/json");
        // whoever operates the platform names this address, in its configuration
        try (OutwardHttp http = new OutwardHttp(AddressRules.anything(), OutwardHttp.Patience.STANDARD)) {
            Outward.Request request = new Outward.Request("telnyx", method, URI.create(url + path), headers, json);
            return switch (http.ask(request, MOST_BYTES)) {
                case Outward.Fetched(int status, byte[] body) -> answer(method, status, body);
                case Outward.NotFetched(String reason) -> throw unavailable(reason);
            };
        }
    }

    private JsonNode answer(String method, int status, byte[] body) {
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            throw rejected.get();
        }
        boolean gone = status == NOT_FOUND && method.equals("DELETE");
        if (status >= 300 && !gone) {
            throw unavailable("it answered " + status + detail(body));
        }
        return gone || body.length == 0 ? JsonNodeFactory.instance.objectNode() : parsed(body, Function.identity());
    }

    /** What the first of its errors says of itself. */
    private static String detail(byte[] body) {
        try {
            String detail = parsed(body, tree -> tree.at("/errors/0/detail")).asString("");
            return detail.isEmpty() ? "" : ": " + detail.replaceAll("\\p{Cntrl}", " ");
        } catch (Problem noJson) {
            return "";
        }
    }

    private static JsonNode parsed(byte[] body, Function<JsonNode, JsonNode> part) {
        try {
            return part.apply(Json.read(body, JsonNode.class));
        } catch (RuntimeException noJson) {
            throw unavailable("its answer is not JSON");
        }
    }

    static Problem unavailable(String why) {
        return new Problem(Status.UNAVAILABLE, "SERVICE_UNAVAILABLE", "Telnyx did not do it: " + why + ".");
    }
}
