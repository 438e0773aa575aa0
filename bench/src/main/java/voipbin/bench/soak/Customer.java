package voipbin.bench.soak;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import voipbin.bench.BenchFailure;

/** One who wants to be told of all events. */
record Customer(String key) {

    /** Signs up with a webhook of its own at the target. */
    static Customer signUp(Client client, Target target, int number) throws InterruptedException {
        String name = "customer" + number;
        JsonNode signup = done(client.ask(
                "POST",
                "/auth/signup",
                "",
                Map.of(
                        "email",
                        name + "@example.com",
                        "name",
                        name,
                        "accepted_tos",
                        true,
                        "webhook_method",
                        "POST",
                        "webhook_uri",
                        target.uri(name))));
        String key = signup.path("accesskey").path("token").asString("");
        JsonNode own = done(client.ask("GET", "/v1.0/customer", key, Map.of()));
        target.expect(name, own.path("webhook_secret").asString(""));
        return new Customer(key);
    }

    /** So many of its deliveries have this status, counted up to 100. */
    int deliveries(Client client, String status) throws InterruptedException {
        return done(client.ask("GET", "/v1.0/webhook_deliveries?page_size=100&status=" + status, key, Map.of()))
                .path("result")
                .size();
    }

    private static JsonNode done(Client.Outcome outcome) {
        if (outcome instanceof Client.Outcome.Done(JsonNode json)) {
            return json;
        }
        throw new BenchFailure("refused: " + outcome);
    }
}
