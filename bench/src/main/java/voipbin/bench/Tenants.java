package voipbin.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Json;

/** Customers that signed up, each with the admin agent that is changed to make events. */
final class Tenants {

    private static final String BODY = "{\"name\":\"bench\",\"email\":\"%s\",\"accepted_tos\":true,"
            + "\"webhook_method\":\"POST\",\"webhook_uri\":\"%s\"}";

    /** @param number from 0 on */
    record Tenant(int number, String customer, String agent, String accesskey) {

        String path(String path) {
            return path + "?accesskey=" + accesskey;
        }

        /** Makes one event, which its customer may see. */
        byte[] change(boolean away) {
            String status = away ? "away" : "available";
            return KeepAlive.request(
                    "PUT", path("/v1.0/agents/" + agent + "/status"), "{\"status\":\"" + status + "\"}");
        }

        String email() {
            return Tenants.email(number);
        }
    }

    private Tenants() {}

    private static String email(int number) {
        return "bench" + number + "@example.com";
    }

    /** @param webhook the URI of each one's webhook */
    static List<Tenant> signUp(String site, int count, IntFunction<String> webhook) throws InterruptedException {
        return Crowd.at(site, (client, connection) -> {
                    List<Tenant> own = new ArrayList<>();
                    for (int i = client; i < count; i += Crowd.SIZE) {
                        own.add(signUp(connection, i, webhook.apply(i)));
                    }
                    return own;
                })
                .stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Tenant::number))
                .toList();
    }

    private static Tenant signUp(KeepAlive connection, int number, String webhook) throws IOException {
        String body = BODY.formatted(email(number), webhook);
        JsonNode answer = Json.parse(
                connection.ask(KeepAlive.request("POST", "/auth/signup", body)).text());
        String key = answer.at("/accesskey/token").asString();
        String customer = answer.at("/customer/id").asString();
        Message agents = connection.ask(KeepAlive.request("GET", "/v1.0/agents?accesskey=" + key, ""));
        return new Tenant(
                number, customer, Json.parse(agents.text()).at("/result/0/id").asString(), key);
    }

    /** Gives them other webhooks; an empty URI for none. */
    static void setWebhooks(String site, List<Tenant> tenants, IntFunction<String> webhook) throws IOException {
        try (KeepAlive connection = KeepAlive.to(site)) {
            for (Tenant tenant : tenants) {
                String body = BODY.formatted(tenant.email(), webhook.apply(tenant.number()));
                var _ = connection.ask(KeepAlive.request("PUT", tenant.path("/v1.0/customer"), body));
            }
        }
    }
}
