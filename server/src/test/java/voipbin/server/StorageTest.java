package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;
import voipbin.kit.json.Json;

/** Files over the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StorageTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestServer server;
    private final String token;

    StorageTest(@TempDir Path folder) {
        server = TestServer.start(folder);
        token = server.login(server.card().username(), server.card().password());
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aFileIsUploadedFetchedInPartsAndDeleted() throws Exception {
        long before = total();
        JsonNode file = Json.parse(
                upload("/v1.0/storage_files", "rag", "notes.txt", "0123456789").body());
        assertThat(file.path("filename").asString()).isEqualTo("notes.txt");
        assertThat(file.path("filesize").asLong()).isEqualTo(10);
        assertThat(file.path("type").asString()).isEqualTo("rag");
        assertThat(file.path("reference_type").asString()).isEqualTo("normal");
        assertThat(file.path("tm_download_expire").isNull()).isFalse();
        assertThat(total()).isEqualTo(before + 10);
        String path = "/v1.0/storage_files/" + file.path("id").asString();
        assertThat(admin().get(path).json()).isEqualTo(file);
        assertThat(admin().get("/v1.0/storage_files").text())
                .contains(file.path("id").asString());

        TestHttp.Answer redirect = admin().get(path + "/file");
        assertThat(redirect.status()).isEqualTo(307);
        String address = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(address).isEqualTo(file.path("uri_download").asString());
        HttpResponse<String> whole = fetch(address, "");
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(whole.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(whole.headers().firstValue("Content-Length")).contains("10");
        HttpResponse<String> part = fetch(address, "bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
        assertThat(fetch(address, "bytes=10-").statusCode()).isEqualTo(416);

        assertThat(admin().delete(path).json().path("tm_delete").isNull()).isFalse();
        assertThat(total()).isEqualTo(before);
        assertThat(fetch(address, "").statusCode()).isEqualTo(404);
        assertThat(admin().get(path).reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(Files.exists(server.path("files"))).isTrue();
    }

    @Test
    void whatIsNoProperUploadIsRefused() throws Exception {
        assertThat(reason(upload("/v1.0/storage_files", "talk", "a", "x"))).isEqualTo("INVALID_FILE_TYPE");
        assertThat(reason(upload("/v1.0/storage_files", "", "a", "x"))).isEqualTo("INVALID_FILE_TYPE");
        assertThat(reason(upload("/v1.0/service_agents/files", "rag", "a", "x")))
                .isEqualTo("INVALID_FILE_TYPE");
        assertThat(admin().post("/v1.0/storage_files", Map.of("type", "rag")).reason())
                .isEqualTo("INVALID_FILE_UPLOAD");
        HttpResponse<String> tooLong = upload("/v1.0/storage_files", "rag", "a", "x".repeat((30 << 20) + 1));
        assertThat(reason(tooLong)).isEqualTo("INVALID_FILE_UPLOAD");
    }

    @Test
    void aForgedAddressOpensNothing() throws Exception {
        assertThat(fetch("/storage/AAAA", "").statusCode()).isEqualTo(403);
        assertThat(fetch("/storage/..%2f..%2fvoipbin.db", "").statusCode()).isEqualTo(403);
    }

    @Test
    void filesOfOthersAreForbidden() throws Exception {
        String id = Json.parse(
                        upload("/v1.0/storage_files", "rag", "a.txt", "x").body())
                .path("id")
                .asString();
        String key = server.anonymous()
                .post("/auth/signup", Map.of("email", TestServer.unique() + "@example.com", "accepted_tos", true))
                .json()
                .path("accesskey")
                .path("token")
                .asString();
        TestHttp other = server.anonymous().with("Cookie", "accesskey=" + key);
        assertThat(other.get("/v1.0/storage_files/" + id).status()).isEqualTo(403);
        assertThat(other.get("/v1.0/storage_files/" + id + "/file").status()).isEqualTo(403);
        assertThat(other.delete("/v1.0/storage_files/" + id).status()).isEqualTo(403);
        assertThat(other.get("/v1.0/storage_files").json().path("result").size())
                .isZero();
        assertThat(other.get("/v1.0/storage_files/x/file").reason()).isEqualTo("INVALID_REQUEST_PARAMETER");
        assertThat(other.get("/v1.0/storage_files/11111111-2222-4333-8444-555555555555")
                        .reason())
                .isEqualTo("FILE_NOT_FOUND");
        assertThat(other.get("/v1.0/service_agents/files").reason()).isEqualTo("AGENT_AUTH_REQUIRED");
    }

    @Test
    void agentsAttachFilesToTheirChats() throws Exception {
        JsonNode file = Json.parse(
                upload("/v1.0/service_agents/files", "talk", "cat.png", "meow").body());
        String path = "/v1.0/service_agents/files/" + file.path("id").asString();
        assertThat(admin().get(path).json()).isEqualTo(file);
        assertThat(file.path("owner_type").asString()).isEqualTo("agent");
        assertThat(admin().get("/v1.0/service_agents/files").text()).contains("cat.png");
        assertThat(admin().get(path + "/file").status()).isEqualTo(307);
        assertThat(admin().delete(path).status()).isEqualTo(200);
        assertThat(admin().get(path).status()).isEqualTo(404);
    }

    @Test
    void bytesThatACrashLeftWithoutARowGoAtTheNextStart() throws Exception {
        String id = Json.parse(
                        upload("/v1.0/storage_files", "rag", "stays.txt", "x").body())
                .path("id")
                .asString();
        Path folder = Files.createDirectories(server.path("files").resolve("ab"));
        Files.writeString(folder.resolve("ab111111-2222-4333-8444-555555555555"), "orphan");
        Files.writeString(folder.resolve("ab211111-2222-4333-8444-555555555555.part"), "half");
        server.restart();
        try (Stream<Path> left = Files.walk(server.path("files"))) {
            assertThat(left.filter(Files::isRegularFile)
                            .map(path -> path.getFileName().toString()))
                    .contains(id)
                    .noneMatch(name -> name.startsWith("ab111111") || name.endsWith(".part"));
        }
    }

    /** A restart takes another port. */
    private TestHttp admin() {
        return server.anonymous().as(token);
    }

    private long total() {
        return admin().get("/v1.0/storage_account")
                .json()
                .path("total_file_size")
                .asLong();
    }

    private HttpResponse<String> upload(String path, String type, String name, String content)
            throws IOException, InterruptedException {
        String body = "--limit\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n" + type
                + "\r\n--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--limit--\r\n";
        HttpRequest request = HttpRequest.newBuilder(at(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** The port of a test server is not known when it signs: only the path of an address counts. */
    private HttpResponse<String> fetch(String address, String range) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(address.replaceFirst("^http://[^/]*", "")));
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.voipbin().httpPort() + path);
    }

    private static String reason(HttpResponse<String> answer) {
        return Json.parse(answer.body()).path("error").path("reason").asString("");
    }
}
