package voipbin.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;
import voipbin.kit.json.Json;

/** People of a test server beside its first customer's admin. */
final class Operator {

    private Operator() {}

    /** The platform's own, with what the data folder says. */
    static TestHttp of(TestServer server) {
        try {
            JsonNode file = Json.parse(Files.readString(server.path(Identities.OPERATOR)));
            return server.anonymous()
                    .as(server.login(
                            file.path("username").asString(""),
                            file.path("password").asString("")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A customer of its own and the client of its access key, which signing up gives. */
    record Customer(String id, String email, String key) {
        String at(String path) {
            return path + (path.contains("?") ? "&" : "?") + "accesskey=" + key;
        }
    }

    static Customer signUp(TestServer server) {
        String email = TestServer.unique() + "@example.com";
        JsonNode signup = server.anonymous()
                .post("/auth/signup", Map.of("email", email, "name", "New", "accepted_tos", true))
                .json();
        return new Customer(
                signup.path("customer").path("id").asString(),
                email,
                signup.path("accesskey").path("token").asString());
    }

    /** An agent's body as a client sends it. */
    static Map<String, Object> agent(String username, int permission) {
        String number = "+1555" + Integer.toUnsignedString(username.hashCode());
        return Map.of(
                "username",
                username,
                "password",
                "a password",
                "name",
                "Ann",
                "ring_method",
                "ringall",
                "permission",
                permission,
                "addresses",
                List.of(Map.of("type", "tel", "target", number.substring(0, Math.min(14, number.length())))));
    }
}
