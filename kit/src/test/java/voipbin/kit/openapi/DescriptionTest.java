package voipbin.kit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.http.Access;
import voipbin.kit.http.Handler;
import voipbin.kit.http.Notes;
import voipbin.kit.http.Route;
import voipbin.kit.json.Always;
import voipbin.kit.json.Json;
import voipbin.kit.json.OmitEmpty;
import voipbin.kit.json.OmitUnset;
import voipbin.kit.json.Secret;
import voipbin.kit.sql.Sample;

class DescriptionTest {

    private record Tree(String name, List<Tree> children) {}

    private record Times(
            Instant tmCreate,
            @Nullable Instant tmUpdate,
            @OmitUnset @Nullable Instant tmEnd,
            @Nullable Long size) {}

    private record Shown(
            @Always String always,
            @OmitEmpty Id<?> master,
            @Secret String hidden,
            Map<String, Integer> counts) {}

    private record Failed(@Nullable Instant tmEnd, Sample.Mood mood, List<Sample.Mood> moods) {}

    private record Draft(Shown shown) {}

    private static final Handler NOTHING = _ -> null;

    private static final List<Route> ROUTES = List.of(
            route("GET", "/v1.0/samples/{id}", Void.class, Sample.class)
                    .failing(Problem.Status.NOT_FOUND, "SAMPLE_NOT_FOUND")
                    .query("mood", Sample.Mood.class, "Only these"),
            route("GET", "/v1.0/trees", Void.class, Tree.class),
            route("GET", "/v1.0/times", Void.class, Times.class),
            route("GET", "/v1.0/shown", Void.class, Shown.class),
            route("PUT", "/v1.0/shown", Draft.class, Failed.class).summary("Change what is shown"),
            new Route("POST", "/auth/login", Access.OPEN, Shown.class, Shown.class, NOTHING),
            route("POST", "/v1.0/files", Void.class, Times.class).uploading("file", 5, "type"),
            Route.webSocket("/v1.0/ws", Access.AUTHENTICATED_OR_DIRECT, _ -> {
                throw new IllegalStateException("never");
            }),
            Route.page("/health", NOTHING));

    private final JsonNode document = Json.tree(Description.of("Sample", "1.0", ROUTES));

    private static Route route(String method, String path, Class<?> body, Class<?> result) {
        return new Route(method, path, Access.AUTHENTICATED, body, result, NOTHING);
    }

    private JsonNode operation(String method, String path) {
        return document.path("paths").path(path).path(method);
    }

    private JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    @Test
    void theDocumentNamesWhatItDescribes() {
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.path("info").path("title").asString()).isEqualTo("Sample");
        assertThat(document.path("paths").has("/health")).isFalse();
        assertThat(document.path("tags").findValuesAsString("name"))
                .containsExactly("auth", "files", "samples", "shown", "times", "trees", "ws");
        assertThat(operation("put", "/v1.0/shown").path("summary").asString()).isEqualTo("Change what is shown");
        assertThat(operation("get", "/v1.0/samples/{id}").path("operationId").asString())
                .isEqualTo("get_samples_id");
    }

    @Test
    void recordsAreDescribedAsTheyAreWritten() {
        assertThat(schema("Sample").toString())
                .contains("\"customer_id\":{\"type\":\"string\",\"format\":\"uuid\"}")
                .contains("\"mood\":{\"type\":\"string\",\"enum\":[\"\",\"very_good\"]}")
                .contains("\"money\":{\"type\":\"integer\",\"format\":\"int64\"}")
                .contains("\"tag_ids\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"format\":\"uuid\"}}")
                .contains(
                        "\"addresses\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/SampleAddress\"}}")
                .contains("\"variables\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}")
                .contains("\"option\":{}")
                .doesNotContain("password");
        assertThat(texts(schema("Sample").path("required")))
                .containsExactly(
                        "id", "customer_id", "active", "source", "tm_ringing", "tm_create", "tm_update", "tm_delete");
    }

    /** The requirements of the description hold for what {@code Json} really writes of empty records. */
    @Test
    void whatIsRequiredIsWrittenEvenIfAllIsEmpty() {
        Instant now = Instant.EPOCH;
        Map<String, Object> empty = Map.of(
                "DescriptionTestTimes", new Times(now, null, null, null),
                "DescriptionTestShown", new Shown("", Id.nil(), "x", Map.of()),
                "DescriptionTestTree", new Tree("", List.of()),
                "DescriptionTestFailed", new Failed(null, Sample.Mood.UNKNOWN, List.of()));
        empty.forEach((name, value) -> assertThat(Json.tree(value).propertyNames())
                .as(name)
                .containsExactlyInAnyOrderElementsOf(texts(schema(name).path("required"))));
    }

    @Test
    void timesThatAreNotSetAreNullOrLeftOut() {
        JsonNode times = schema("DescriptionTestTimes");
        assertThat(times.at("/properties/tm_create/type").asString()).isEqualTo("string");
        assertThat(texts(times.at("/properties/tm_update/type"))).containsExactly("string", "null");
        assertThat(times.at("/properties/tm_end/type").asString()).isEqualTo("string");
        assertThat(texts(times.path("required"))).containsExactly("tm_create", "tm_update");
    }

    @Test
    void secretsCanBeAskedButAreNeverAnswered() {
        assertThat(schema("DescriptionTestShown").path("properties").has("hidden"))
                .isFalse();
        assertThat(schema("DescriptionTestShownInput").path("properties").has("hidden"))
                .isTrue();
        assertThat(schema("DescriptionTestShownInput").has("required")).isFalse();
        assertThat(operation("post", "/auth/login").at("/requestBody/content").toString())
                .contains("DescriptionTestShownInput");
    }

    @Test
    void aRecordMayHoldItself() {
        assertThat(schema("DescriptionTestTree")
                        .at("/properties/children/items/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/DescriptionTestTree");
    }

    @Test
    void parametersAndRefusalsAreThere() {
        JsonNode get = operation("get", "/v1.0/samples/{id}");
        assertThat(get.path("parameters").findValuesAsString("name")).containsExactly("id", "mood");
        assertThat(get.at("/parameters/0/required").asBoolean()).isTrue();
        assertThat(texts(get.at("/parameters/1/schema/enum"))).containsExactly("", "very_good");
        assertThat(get.at("/responses/404/description").asString()).isEqualTo("SAMPLE_NOT_FOUND");
        assertThat(get.at("/responses/401/content").isMissingNode()).isFalse();
        assertThat(get.path("security").size()).isEqualTo(5);
        JsonNode login = operation("post", "/auth/login");
        assertThat(login.path("security").size()).isZero();
        assertThat(login.at("/responses/400/content").isMissingNode()).isTrue();
        assertThat(operation("post", "/v1.0/files").path("parameters").findValuesAsString("name"))
                .containsExactly("Idempotency-Key");
    }

    @Test
    void postsCanBeRefusedForTheirKey() {
        JsonNode post = operation("post", "/v1.0/files");
        assertThat(post.at("/responses/422/description").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(post.at("/responses/409/description").asString()).isEqualTo("IDEMPOTENCY_IN_PROGRESS");
        assertThat(operation("put", "/v1.0/shown").path("responses").has("422")).isFalse();
    }

    @Test
    void uploadsAndWebSocketsAreDescribed() {
        JsonNode form = operation("post", "/v1.0/files").at("/requestBody/content/multipart~1form-data/schema");
        assertThat(form.at("/properties/file/format").asString()).isEqualTo("binary");
        assertThat(form.at("/properties/type/type").asString()).isEqualTo("string");
        assertThat(operation("get", "/v1.0/ws").path("responses").has("101")).isTrue();
        assertThat(operation("get", "/v1.0/ws").path("responses").has("200")).isFalse();
    }

    @Test
    void aRouteCollectsItsNotes() {
        Notes notes = ROUTES.getFirst().notes();
        assertThat(notes.queries()).extracting(Notes.Query::name).containsExactly("mood");
        assertThat(notes.failures()).extracting(Notes.Failure::reason).containsExactly("SAMPLE_NOT_FOUND");
    }
}
