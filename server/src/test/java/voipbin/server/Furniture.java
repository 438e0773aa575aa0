package voipbin.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.kit.TestHttp;
import voipbin.kit.auth.Permission;
import voipbin.kit.event.Visibility;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.customer.Customer;
import voipbin.platform.recording.Recording;

/** One object of each resource, all the first customer's. */
final class Furniture {

    private final TestServer server;
    private final TestHttp admin;
    private final String token;
    private final Map<String, String> ids = new LinkedHashMap<>();

    Furniture(TestServer server) {
        this.server = server;
        this.token = server.login(server.card().username(), server.card().password());
        this.admin = server.anonymous().as(token);
        // nobody listens there: each delivery waits for its next attempt
        admin.put("/v1.0/customer", Map.of("name", "First", "webhook_uri", "http://127.0.0.1:9/"));
        put("agents", Crowd.newAgent(admin, Permission.CUSTOMER_AGENT));
        put("tags", created("tags", Map.of("name", "red")));
        put("accesskeys", created("accesskeys", Map.of("name", "spare", "expire", 31_536_000)));
        put("extensions", created("extensions", Map.of("extension", "matrix", "password", "a-Secret-1")));
        put("flows", created("flows", Map.of("name", "matrix", "detail", "", "actions", List.of())));
        put("trunks", created("trunks", Map.of("name", "matrix", "domain_name", "matrix")));
        numbersAndCalls();
        outbound();
        put("storage_files", upload("/v1.0/storage_files", "rag"));
        ids.put("recordings", recorded().toString());
        ids.put("recordingfiles", idFor("/v1.0/recordings/{id}"));
        put("service_agents/files", upload("/v1.0/service_agents/files", "talk"));
        for (String listed : List.of("calls", "groupcalls", "activeflows", "billings", "webhook_deliveries")) {
            put(listed, awaited(listed));
        }
        // the first parameter of the path is the kind of resource
        ids.put("timelines", idFor("/v1.0/calls/{id}"));
        ids.put("timelines/calls", idFor("/v1.0/calls/{id}"));
        put("billing_accounts", admin.get("/v1.0/billing_account").json());
        put("storage_accounts", admin.get("/v1.0/storage_account").json());
        put("customers", admin.get("/v1.0/customer").json());
    }

    /** Where recordings are kept. */
    static Store<Recording> recordings(TestServer server) {
        return new Store<>(
                server.voipbin().core().db(),
                Table.of("recordings", Recording.class),
                new Noun("recording", Visibility.NOBODY));
    }

    /** A recording of nothing, the first customer's. */
    static Recording recording(Id<Recording> id, TestServer server, String name, Recording.Status status) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        return new Recording(
                id,
                Id.<Customer>parse(server.card().customerId()).orElseThrow(),
                "",
                Id.nil(),
                Id.nil(),
                Id.nil(),
                Recording.ReferenceType.CALL,
                Id.random(),
                status,
                Recording.Format.WAV,
                name,
                List.of(name + "_in.wav", name + "_out.wav"),
                Recording.Storing.PENDING,
                start,
                null,
                start,
                null,
                null);
    }

    private Id<Recording> recorded() {
        return recordings(server)
                .insert(recording(Id.random(), server, "matrix", Recording.Status.ENDED))
                .id();
    }

    /**
     * The object's id of a path such as {@code /v1.0/calls/{id}/hangup}.
     *
     * @throws AssertionError if this test has none of the kind
     */
    String idFor(String path) {
        String kind = path.substring("/v1.0/".length(), path.indexOf("/{"));
        String id = ids.getOrDefault(kind, ids.get(kind.replaceFirst("^service_agents/", "")));
        if (id == null) {
            throw new AssertionError("make an object for " + path);
        }
        return id;
    }

    Collection<String> ids() {
        return ids.values();
    }

    private void put(String kind, JsonNode object) {
        String id = object.path("id").asString("");
        if (id.isEmpty()) {
            throw new AssertionError(kind + ": " + object);
        }
        ids.put(kind, id);
    }

    private JsonNode created(String kind, Map<String, ?> body) {
        return admin.post("/v1.0/" + kind, body).json();
    }

    private void numbersAndCalls() {
        String number = TestServer.freeNumber(admin);
        put("numbers", created("numbers", Map.of("number", number, "type", "virtual")));
        created("calls", Map.of("destinations", List.of(Map.of("type", "sip", "target", "nobody@127.0.0.1:9"))));
        created("calls", Map.of("destinations", List.of(Map.of("type", "extension", "target_name", "matrix"))));
    }

    /** What operators make, for the first customer where it is a customer's. */
    private void outbound() {
        TestHttp operator = Operator.of(server);
        String customer = server.card().customerId();
        put(
                "providers",
                operator.post("/v1.0/providers", Map.of("hostname", "127.0.0.1:9"))
                        .json());
        Map<String, Object> route =
                Map.of("customer_id", customer, "provider_id", ids.get("providers"), "target", "all");
        put("routes", operator.post("/v1.0/routes", route).json());
        put(
                "outbound_limits",
                operator.post("/v1.0/outbound_limits", Map.of("customer_id", customer, "concurrent_calls", 1))
                        .json());
        put("outbound_configs", admin.get("/v1.0/outbound_config").json());
        Map<String, Object> call = Map.of(
                "provider_id",
                ids.get("providers"),
                "destinations",
                List.of(Map.of("type", "sip", "target", "nobody@127.0.0.1:9")));
        put("providercalls", operator.post("/v1.0/providercalls", call).json());
    }

    /** The newest of a list to which something comes soon. */
    private JsonNode awaited(String kind) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (true) {
            JsonNode page = admin.get("/v1.0/" + kind).json().path("result");
            if (!page.isEmpty() || System.nanoTime() > end) {
                return page.path(0);
            }
            Thread.onSpinWait();
        }
    }

    private JsonNode upload(String path, String type) {
        String body = "--limit\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n" + type
                + "\r\n--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\""
                + "\r\nContent-Type: text/plain\r\n\r\nx\r\n--limit--\r\n";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.voipbin().httpPort() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return Json.parse(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
