package voipbin.e2e.product;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import voipbin.e2e.sound.Pause;

/** The first customer, doing over HTTP what scenarios have in common. */
public record Customer(Card card, Api api) {
    /** Keeps an answered call silent and alive for 20 s. */
    public static final String TALK_LONG = """
            {"type": "sleep", "option": {"duration": 20000}}""";

    /** A new extension that no other test uses. */
    public Extension newExtension() {
        var name = "e2e-" + UUID.randomUUID().toString().substring(0, 8);
        var password = UUID.randomUUID().toString();
        api.post("/v1.0/extensions", """
                {"extension": "%s", "password": "%s", "name": "%s", "detail": "of an e2e test"}""".formatted(name, password, name)).ok();
        return new Extension(name, card.account(name, password));
    }

    /** Saves a flow, given as the API takes it; gives its id. */
    public String newFlow(String flow) {
        return api.post("/v1.0/flows", flow).ok().path("id").asString();
    }

    /** A new virtual number that leads to this flow, given as the API takes it. */
    public String newNumber(String flow) {
        var saved = newFlow(flow);
        // free for all until it is taken, so that another test may be quicker
        for (var free : api.get("/v1.0/available_numbers?type=virtual&page_size=20")
                .ok()
                .path("result")) {
            var number = free.path("number").asString();
            var answer = api.post("/v1.0/numbers", """
                    {"number": "%s", "type": "virtual", "call_flow_id": "%s"}""".formatted(number, saved));
            if (answer.status() == 200) {
                return number;
            }
        }
        throw new AssertionError("no virtual number can be had");
    }

    /** Asks for a call to an extension, from the customer's own number. */
    public Answer ring(String extension, String actions) {
        return ring(card.get("number"), extension, actions);
    }

    /** The same from any number. */
    public Answer ring(String source, String extension, String actions) {
        return api.post("/v1.0/calls", """
                {"source": {"type": "tel", "target": "%s"},
                 "destinations": [{"type": "extension", "target_name": "%s"}],
                 "actions": [%s]}""".formatted(source, extension, actions));
    }

    /** Rings an extension; gives the groupcall of the answer. */
    public JsonNode groupcall(Extension extension, String actions) {
        var body = ring(extension.name(), actions).ok();
        if (body.path("groupcalls").size() != 1) {
            throw new AssertionError("not one groupcall: " + body);
        }
        return body.path("groupcalls").get(0);
    }

    /** Rings an extension with one device; gives the id of the one call. */
    public String call(Extension extension, String actions) {
        var ids = groupcall(extension, actions).path("call_ids");
        if (ids.size() != 1) {
            throw new AssertionError("not one call: " + ids);
        }
        return ids.get(0).asString();
    }

    /** The id of the newest call that is up whose destination has this value, e.g. of {@code target_name}. */
    public String callTo(String field, String value, Duration limit) {
        var calls = await("/v1.0/calls", list -> callTo(list, field, value).isPresent(), limit);
        return callTo(calls, field, value).orElseThrow();
    }

    private static Optional<String> callTo(JsonNode calls, String field, String value) {
        return calls.path("result")
                .valueStream()
                .filter(call ->
                        call.path("destination").path(field).asString("").equals(value))
                .filter(call -> !call.path("status").asString("").equals("hangup"))
                .map(call -> call.path("id").asString())
                .findFirst();
    }

    public JsonNode getCall(String id) {
        return api.get("/v1.0/calls/" + id).ok();
    }

    public JsonNode getGroupcall(String id) {
        return api.get("/v1.0/groupcalls/" + id).ok();
    }

    /** The call as soon as it has this status; fails the test if it never has. */
    public JsonNode awaitCall(String id, String status, Duration limit) {
        return await(
                "/v1.0/calls/" + id, call -> status.equals(call.path("status").asString("")), limit);
    }

    /** The call as soon as its flow does this; fails the test if it never does. */
    public JsonNode awaitAction(String id, String type, Duration limit) {
        return await(
                "/v1.0/calls/" + id,
                call -> type.equals(call.path("action").path("type").asString("")),
                limit);
    }

    /** The groupcall as soon as it has this status; fails the test if it never has. */
    public JsonNode awaitGroupcall(String id, String status, Duration limit) {
        return await(
                "/v1.0/groupcalls/" + id,
                group -> status.equals(group.path("status").asString("")),
                limit);
    }

    private JsonNode await(String path, Predicate<JsonNode> wanted, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        for (var seen = api.get(path).ok(); ; seen = api.get(path).ok()) {
            if (wanted.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("after %s still %s".formatted(limit, seen));
            }
            Pause.briefly();
        }
    }
}
