package voipbin.server.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import voipbin.kit.json.Json;

/**
 * The server of a data folder, asked how it is.
 *
 * @param process its id; empty if none runs
 * @param health what {@code /health} said; empty if it did not answer
 */
public record RunningServer(Optional<Long> process, String api, Optional<JsonNode> health) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * @param pid the file with its process id
     * @param api where its API is, e.g. {@code http://127.0.0.1:8080}
     */
    public static RunningServer of(Path pid, String api) {
        Optional<Long> process = process(pid);
        return new RunningServer(process, api, process.isEmpty() ? Optional.empty() : ask(api));
    }

    private static Optional<Long> process(Path pid) {
        try {
            long id = Long.parseLong(Files.readString(pid).strip());
            return ProcessHandle.of(id).filter(ProcessHandle::isAlive).map(ProcessHandle::pid);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> ask(String api) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(api + "/health"))
                    .timeout(PATIENCE)
                    .build();
            return Optional.of(Json.parse(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body()));
        } catch (IOException | JacksonException | IllegalArgumentException silent) {
            return Optional.empty();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    boolean runs() {
        return process.isPresent();
    }

    List<Finding> look() {
        if (process.isEmpty()) {
            return List.of(Finding.ok("server", "not running; looked at what it would find"));
        }
        String who = "process " + process.get();
        if (health.isEmpty()) {
            return List.of(Finding.fail(
                    "server",
                    who + " does not answer at " + api + "/health",
                    "read ./voipbin logs, then stop and start"));
        }
        JsonNode state = health.get();
        String told = who + ", " + api + ", SIP " + state.path("sip").asString("?");
        return List.of(
                state.path("status").asString("").equals("ok")
                        ? Finding.ok("server", told)
                        : Finding.fail("server", told + ", says: " + state, "read ./voipbin logs"));
    }
}
