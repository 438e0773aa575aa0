package voipbin.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Json;

/** The API as its customer uses it. */
final class Requests {

    private final Demo.Place place;
    private final HttpClient http = HttpClient.newHttpClient();

    Requests(Demo.Place place) {
        this.place = place;
    }

    /** @throws DemoFailure unless it is answered with 200 */
    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString()));
    }

    /** @throws DemoFailure unless it is answered with 200 */
    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return answer(http.send(posting(path, body), BodyHandlers.ofString()));
    }

    /** The same, without waiting for what becomes of it. */
    CompletableFuture<JsonNode> postAside(String path, String body) {
        return http.sendAsync(posting(path, body), BodyHandlers.ofString()).thenApply(Requests::answer);
    }

    private HttpRequest posting(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private URI uri(String path) {
        return URI.create(place.api() + path + "?accesskey=" + place.accesskey());
    }

    private static JsonNode answer(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new DemoFailure(response.request().method() + " "
                    + response.request().uri().getPath() + " answered " + response.statusCode() + ": "
                    + response.body());
        }
        return Json.parse(response.body());
    }
}
