package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.kit.TestHttp;
import voipbin.kit.TestHttp.Answer;

class UploadTest {

    private static final int LIMIT = 3 << 20;

    @TempDir
    private Path folder;

    private SampleApi api;

    @BeforeEach
    void start() {
        List<Route> routes = List.of(
                new Route("POST", "/v1.0/files", Access.AUTHENTICATED, Void.class, Map.class, UploadTest::take)
                        .uploading("file", LIMIT, "type"),
                Route.page("/file", ask -> file(ask.query("name", ""))),
                Route.page("/stream", _ -> Reply.stream("text/plain", out -> out.write("made on the way".getBytes(UTF_8)))),
                Route.page("/torn", _ -> Reply.stream("text/plain", out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("torn");
                })));
        api = new SampleApi(new HttpConfig("127.0.0.1", 0), routes);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static Object take(Ask ask) {
        Upload file = ask.upload("file");
        try (InputStream content = file.content()) {
            int sum = 0;
            for (byte b : content.readAllBytes()) {
                sum += b;
            }
            return Map.of("name", file.name(), "size", file.size(), "sum", sum, "type", ask.form("type"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply file(String name) {
        try {
            return Reply.file(folder.resolve("sound.wav"), "audio/wav", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer upload(String field, String fileName, int size) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\ntälk\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + fileName + "\"\r\n"
                + "Content-Type: text/plain\r\n\r\n" + "\u0001".repeat(size) + "\r\n--b--\r\n";
        return form().post("/v1.0/files", body);
    }

    private TestHttp form() {
        return api.http.as("admin").with("Content-Type", "multipart/form-data; boundary=b");
    }

    @ParameterizedTest
    @CsvSource({"a.txt, a.txt, 3", "../../etc/passwd, passwd, 3", "C:\\x\\a b.wav, a b.wav, 2500000"})
    void aFileComesWithItsNameAndTexts(String given, String name, int size) {
        Answer answer = upload("file", given.replace("\\", "\\\\"), size);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("name").asString()).isEqualTo(name);
        assertThat(answer.json().get("size").asInt()).isEqualTo(size);
        assertThat(answer.json().get("sum").asInt()).isEqualTo(size);
        assertThat(answer.json().get("type").asString()).isEqualTo("tälk");
    }

    @Test
    void whatIsNoFormOrTooLongOrHasNoFileIsRefused() {
        assertThat(upload("other", "a.txt", 3).reason()).isEqualTo("INVALID_FILE_UPLOAD");
        assertThat(upload("file", "a.txt", LIMIT + 1).reason()).isEqualTo("INVALID_FILE_UPLOAD");
        assertThat(api.http.as("admin").post("/v1.0/files", "{}").reason()).isEqualTo("INVALID_FILE_UPLOAD");
        assertThat(form().post("/v1.0/files", "--b\r\nnonsense").reason()).isEqualTo("INVALID_FILE_UPLOAD");
        assertThat(api.http.as("admin").with("Content-Type", "multipart/form-data").post("/v1.0/files", "x").reason())
                .isEqualTo("INVALID_FILE_UPLOAD");
    }

    @Test
    void filesAndStreamsAreSent() throws IOException {
        Files.writeString(folder.resolve("sound.wav"), "sound ".repeat(100_000));
        Answer answer = api.http.get("/file?name=gr%C3%BC%C3%9Fe%20%22.wav");
        assertThat(answer.text()).hasSize(600_000);
        assertThat(answer.headers().firstValue("Content-Length")).contains("600000");
        assertThat(answer.headers().firstValue("Content-Type")).contains("audio/wav");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename*=UTF-8''gr%C3%BC%C3%9Fe%20%22.wav");
        assertThat(api.http.get("/file").headers().firstValue("Content-Disposition")).isEmpty();
        Answer head = api.http.send("HEAD", "/file", "");
        assertThat(head.headers().firstValue("Content-Length")).contains("600000");
        assertThat(head.text()).isEmpty();
        assertThat(api.http.get("/stream").text()).isEqualTo("made on the way");
    }

    @Test
    void aBrokenStreamIsSeenToBeBroken() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> api.http.get("/torn")).isInstanceOf(AssertionError.class);
        assertThat(api.http.get("/stream").status()).isEqualTo(200);
    }
}
