package voipbin.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.kit.TestHttp;
import voipbin.kit.TestHttp.Answer;

class ResourceTest {

    private static SampleApi api;
    private static TestHttp http;

    @BeforeAll
    static void start() {
        api = new SampleApi();
        http = api.http;
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void aPlainResourceLives() {
        Answer created = http.as("admin")
                .post("/v1.0/samples", Map.of("name", "one", "detail", "first", "customer_id", Id.random()));
        assertThat(created.status()).isEqualTo(200);
        JsonNode row = created.json();
        String path = "/v1.0/samples/" + row.get("id").asString();
        assertThat(row.get("customer_id").asString()).isEqualTo(SampleApi.OURS.toString());
        assertThat(row.get("tm_create").isNull()).isFalse();
        assertThat(row.get("tm_update").isNull()).isTrue();
        assertThat(row.has("password")).isFalse();
        assertThat(http.as("admin").get(path).json()).isEqualTo(row);

        JsonNode edited = http.as("admin").put(path, Map.of("name", "two")).json();
        assertThat(edited.get("name").asString()).isEqualTo("two");
        assertThat(edited.has("detail")).as("a PUT blanks what it omits").isFalse();
        assertThat(edited.get("tm_update").isNull()).isFalse();

        JsonNode named = http.as("admin")
                .put(path + "/name", Map.of("name", "three", "detail", "ignored"))
                .json();
        assertThat(named.get("name").asString()).isEqualTo("three");
        assertThat(named.has("detail")).isFalse();
        http.as("admin").put(path + "/password", Map.of("password", "s3cret"));
        assertThat(http.as("admin").get(path).text()).doesNotContain("s3cret");

        JsonNode deleted = http.as("admin").delete(path).json();
        assertThat(deleted.get("tm_delete")).isEqualTo(deleted.get("tm_update"));
        assertThat(http.as("admin").get(path).reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(http.as("admin").put(path, Map.of("name", "x")).reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(http.as("admin").delete(path).reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(http.as("admin").post(path + "/poke", "").reason()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "admin,    GET,    '',     200, ''",
        "key,      GET,    '',     200, ''",
        "super,    GET,    '',     200, ''",
        "agent,    GET,    '',     403, PERMISSION_DENIED",
        "stranger, GET,    '',     403, PERMISSION_DENIED",
        "direct,   GET,    '',     403, DIRECT_ACCESS_NOT_SUPPORTED",
        "agent,    GET,    /mood,  200, ''",
        "admin,    GET,    /mood,  403, PERMISSION_DENIED",
        "stranger, PUT,    '',     403, PERMISSION_DENIED",
        "stranger, PUT,    /name,  403, PERMISSION_DENIED",
        "stranger, POST,   /poke,  403, PERMISSION_DENIED",
        "agent,    POST,   /poke,  403, PERMISSION_DENIED",
        "stranger, DELETE, '',     403, PERMISSION_DENIED",
        "admin,    POST,   /poke,  200, ''",
    })
    void anExistingOneIsForThoseWhoMay(String caller, String method, String verb, int status, String reason) {
        Answer answer = http.as(caller.equals("key") ? "" : caller)
                .send(
                        method,
                        "/v1.0/samples/" + api.create("x") + verb + "?accesskey=key",
                        method.equals("PUT") ? "{}" : "");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "agent,  GET,    ''",
        "agent,  PUT,    ''",
        "agent,  DELETE, ''",
        "agent,  POST,   /poke",
        "stranger, PUT,  /name",
        "super,  GET,    ''"
    })
    void aMissingOneIsMissingEvenForThoseWhoMayNot(String caller, String method, String verb) {
        Answer answer =
                http.as(caller).send(method, "/v1.0/samples/" + Id.random() + verb, method.equals("PUT") ? "{}" : "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("SAMPLE_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   |                                              | {"name":7}  | 400 | INVALID_JSON_BODY
            POST   |                                              | {}          | 403 | PERMISSION_DENIED
            PUT    | /00000000-0000-4000-8000-000000000001        | {"name":7}  | 400 | INVALID_JSON_BODY
            PUT    | /00000000-0000-4000-8000-000000000001        | {}          | 404 | SAMPLE_NOT_FOUND
            PUT    | /00000000-0000-4000-8000-00000000000         | {"name":7}  | 400 | INVALID_ID
            GET    | /00000000-0000-0000-0000-000000000000        |             | 400 | INVALID_ID
            DELETE | /x                                           |             | 400 | INVALID_ID
            POST   | /x/direct-hash-regenerate                    |             | 400 | INVALID_REQUEST_PARAMETER
            GET    | ?page_size=abc                               |             | 400 | INVALID_REQUEST_PARAMETER
            GET    | ?page_token=yesterday                        |             | 400 | INVALID_REQUEST_PARAMETER
            GET    | ?page_size=5                                 |             | 403 | PERMISSION_DENIED
            """)
    void formatsComeBeforeExistenceAndExistenceBeforePermission(
            String method, String path, String body, int status, String reason) {
        Answer answer =
                http.as("agent").send(method, "/v1.0/samples" + (path == null ? "" : path), body == null ? "" : body);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void listsShowTheOwnLiveOnesPageByPageUntilOneIsEmpty() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(http.as("stranger")
                    .post("/v1.0/samples", Map.of("name", "s" + i))
                    .json()
                    .get("id")
                    .asString());
        }
        http.as("stranger").delete("/v1.0/samples/" + made.removeLast());
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = http.as("stranger")
                    .get("/v1.0/samples?page_size=3&page_token=" + token)
                    .json();
            page.get("result").forEach(row -> seen.add(row.get("id").asString()));
            sizes.add(page.get("result").size());
            token = page.get("next_page_token").asString();
        } while (!token.isEmpty());
        assertThat(sizes).containsExactly(3, 1, 0);
        assertThat(seen).containsExactlyElementsOf(made.reversed());
    }

    @Test
    void everyRouteRefusesWhoHasNoCredential() {
        int tried = 0;
        for (Route route : api.routes) {
            String path = route.path().replace("{id}", Id.random().toString());
            Answer none = http.send(route.method(), path, "");
            assertThat(none.reason()).as(route.method() + " " + path).isEqualTo("AUTHENTICATION_REQUIRED");
            assertThat(none.status()).isEqualTo(401);
            Answer bad = http.as("nobody").send(route.method(), path, "");
            assertThat(bad.reason()).as(route.method() + " " + path).isEqualTo("INVALID_CREDENTIALS");
            assertThat(bad.status()).isEqualTo(401);
            tried += 2;
        }
        assertThat(tried).isEqualTo(20);
        assertThat(new HashSet<>(api.routes)).hasSize(10);
    }

    @Test
    void routesKnowWhatTheyTakeAndGive() {
        Route list = api.routes.getFirst();
        assertThat(list.path()).isEqualTo("/v1.0/samples");
        assertThat(list.result().toString()).contains("Sample");
        assertThat(api.routes).extracting(Route::body).contains(Void.class);
    }
}
