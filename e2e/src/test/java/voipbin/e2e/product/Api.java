package voipbin.e2e.product;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP interface, called with one credential. Safe for use by several threads. */
public final class Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client;
    private final String base;
    private final String credential;

    private Api(HttpClient client, String base, String credential) {
        this.client = client;
        this.base = base;
        this.credential = credential;
    }

    /** @param base {@code http://host:port} */
    static Api anonymous(String base) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        return new Api(client, base, "");
    }

    /** The same with {@code ?accesskey=}. */
    public Api withAccesskey(String accesskey) {
        return new Api(client, base, "?accesskey=" + accesskey);
    }

    /** The same with {@code ?token=}. */
    public Api withToken(String token) {
        return new Api(client, base, "?token=" + token);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public Answer put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    /** What is no JSON, e.g. a file; fails the test if the status is not 200. */
    public byte[] bytes(String path) {
        try {
            var response = client.send(request(path).GET().build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new AssertionError(path + " answers " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new AssertionError("no answer over HTTP: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What lies where this path redirects to, which needs no credential. */
    public byte[] redirected(String path) {
        try {
            var redirect = client.send(request(path).GET().build(), BodyHandlers.ofString());
            var address = redirect.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new AssertionError(path + " answers " + redirect.statusCode()));
            var there = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(15));
            return client.send(there.build(), BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new AssertionError("no answer over HTTP: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        var query = path.contains("?") ? credential.replace('?', '&') : credential;
        return HttpRequest.newBuilder(URI.create(base + path + query)).timeout(Duration.ofSeconds(15));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            var body = response.body().isBlank() ? "{}" : response.body();
            return new Answer(response.statusCode(), JSON.readTree(body));
        } catch (IOException e) {
            throw new AssertionError("no answer over HTTP: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
