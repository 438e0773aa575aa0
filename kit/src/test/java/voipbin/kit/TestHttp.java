package voipbin.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Json;

/** A small client of an API on this machine. The credential goes as {@code Authorization: Bearer}, if there is one. */
public final class TestHttp implements AutoCloseable {

    /** What came back. */
    public record Answer(int status, String text, HttpHeaders headers) {

        public JsonNode json() {
            return Json.parse(text);
        }

        /** {@code error.reason}, or {@code ""}. */
        public String reason() {
            return text.isEmpty() ? "" : json().path("error").path("reason").asString("");
        }
    }

    private final HttpClient client;
    private final String base;
    private final Map<String, String> headers;

    private TestHttp(HttpClient client, String base, Map<String, String> headers) {
        this.client = client;
        this.base = base;
        this.headers = headers;
    }

    public static TestHttp at(int port) {
        return new TestHttp(HttpClient.newHttpClient(), "http://127.0.0.1:" + port, Map.of());
    }

    /** The same client with a token. */
    public TestHttp as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public TestHttp with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new TestHttp(client, base, more);
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    /** @param body a text as it is, anything else as its JSON */
    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, "");
    }

    public Answer send(String method, String path, Object body) {
        String text = body instanceof String plain ? plain : Json.write(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
