package voipbin.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The product's API, as far as calls are made by it. Safe for all threads. */
final class Api {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI calls;

    Api(String site, String accesskey) {
        calls = URI.create(site + "/v1.0/calls?accesskey=" + accesskey);
    }

    /**
     * {@code POST /calls} to one SIP address; returns when the answer is there.
     *
     * @param actions a JSON array
     * @throws BenchFailure when it is refused
     */
    void call(String target, String actions) throws IOException, InterruptedException {
        String body = """
                {"source":{"type":"sip","target":"bench@127.0.0.1"},\
                "destinations":[{"type":"sip","target":"%s"}],"actions":%s}""".formatted(target, actions);
        HttpRequest request = HttpRequest.newBuilder(calls)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new BenchFailure("POST /calls answered " + response.statusCode() + ": " + response.body());
        }
    }
}
