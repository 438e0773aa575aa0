package voipbin.bench.soak;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Json;

/** Asks the API, and tells apart what is known to have happened. Safe for all threads. */
public final class Client implements AutoCloseable {

    /** How a request ended. */
    public sealed interface Outcome {

        /** 200, with its JSON. */
        record Done(JsonNode json) implements Outcome {}

        /** 4xx: nothing has happened, and the soak itself is wrong. */
        record Refused(int status, String text) implements Outcome {}

        /** Nobody listened: nothing has happened. */
        record NotSent() implements Outcome {}

        /** No answer, or a fault of the server: it may have happened. */
        record Open() implements Outcome {}
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String site;

    /** @param site e.g. {@code http://127.0.0.1:8080} */
    public Client(String site) {
        this.site = site;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param key the access key; empty for none
     * @param body to be JSON; empty for none
     */
    public Outcome ask(String method, String path, String key, Map<String, ?> body) throws InterruptedException {
        String credential = key.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + "accesskey=" + key;
        HttpRequest request = HttpRequest.newBuilder(URI.create(site + path + credential))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body)))
                .build();
        try {
            return outcome(http.send(request, BodyHandlers.ofString()));
        } catch (ConnectException nobody) {
            return new Outcome.NotSent();
        } catch (IOException cutOff) {
            return new Outcome.Open();
        }
    }

    private static Outcome outcome(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 200) {
            return new Outcome.Done(Json.parse(response.body()));
        }
        return status >= 500 ? new Outcome.Open() : new Outcome.Refused(status, response.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
