package voipbin.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.base.Problem;

class JsonReadTest {

    enum Method {
        RING_ALL,
        LINEAR
    }

    enum Plan {
        FREE,
        @JsonProperty("")
        NONE
    }

    record Address(String type, String target) {}

    record Body(
            String name,
            int count,
            long money,
            double rate,
            boolean on,
            Id<Body> flowId,
            Method method,
            Plan plan,
            List<Address> addresses,
            List<Id<Body>> tagIds,
            Map<String, String> variables,
            JsonNode option,
            Address source,
            @Nullable String note,
            @Nullable Instant tmStart) {}

    @Test
    void constantsAreReadByTheirWords() {
        Body body = Json.read("{\"method\":\"ring_all\",\"plan\":\"free\"}", Body.class);
        assertThat(body.method()).isEqualTo(Method.RING_ALL);
        assertThat(body.plan()).isEqualTo(Plan.FREE);
        assertThat(Json.read("{\"method\":\"linear\",\"plan\":\"\"}", Body.class)
                        .plan())
                .isEqualTo(Plan.NONE);
    }

    @Test
    void whatIsMissingIsZero() {
        Body zero = new Body(
                "",
                0,
                0,
                0,
                false,
                Id.nil(),
                Method.RING_ALL,
                Plan.NONE,
                List.of(),
                List.of(),
                Map.of(),
                Json.parse("{}"),
                new Address("", ""),
                null,
                null);
        assertThat(Json.read("{}", Body.class)).isEqualTo(zero);
        assertThat(Json.read("null", Body.class)).isEqualTo(zero);
        assertThat(Json.read(
                        "{\"unknown\":{\"a\":[1,{}]},\"name\":null,\"count\":null,\"addresses\":null,"
                                + "\"flow_id\":null,\"method\":\"\",\"on\":null,\"source\":null,\"option\":null}",
                        Body.class))
                .isEqualTo(zero);
    }

    @Test
    void nullsInListsAreZerosToo() {
        Body body = Json.read("{\"addresses\":[null,{\"type\":\"tel\"}],\"tag_ids\":[null,\"x\"]}", Body.class);
        assertThat(body.addresses()).containsExactly(new Address("", ""), new Address("tel", ""));
        assertThat(body.tagIds()).containsExactly(Id.nil(), Id.nil());
    }

    @Test
    void aMalformedIdIsTheNilId() {
        assertThat(Json.read("{\"flow_id\":\"1-1-1-1-1\"}", Body.class).flowId().isNil())
                .isTrue();
        Id<Body> id = Id.random();
        assertThat(Json.read("{\"flow_id\":\"" + id + "\"}", Body.class).flowId())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-05-01T10:00:00.123450Z",
                "2026-05-01T10:00:00.123450",
                "2026-05-01 10:00:00.123450",
                "2026-05-01T10:00:00.12345Z"
            })
    void timesAreReadInEveryLayout(String text) {
        assertThat(Json.read("{\"tm_start\":\"" + text + "\"}", Body.class).tmStart())
                .isEqualTo("2026-05-01T10:00:00.123450Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":1}                         | name             | must be a text
            {"name":{}}                        | name             | must be a text
            {"count":"1"}                      | count            | must be a whole number in range
            {"count":1.5}                      | count            | must be a whole number in range
            {"count":3000000000}               | count            | must be a whole number in range
            {"on":"true"}                      | on               | must be true or false
            {"on":1}                           | on               | must be true or false
            {"flow_id":7}                      | flow_id          | must be a text
            {"method":"shout"}                 | method           | must be one of [ring_all, linear]
            {"method":0}                       | method           | must be one of [ring_all, linear]
            {"addresses":{}}                   | addresses        | must be an array
            {"addresses":[{"type":"a"},7]}     | addresses[1]     | must be an object
            {"addresses":[{"type":["a"]}]}     | addresses[0].type | must be a text
            {"source":"tel:1"}                 | source           | must be an object
            {"variables":{"a":{}}}             | variables.a      | must be a text
            {"tm_start":"yesterday"}           | tm_start         | must be a time as 2026-05-01T10:00:00.000000Z
            []                                 | body             | must be an object
            "text"                             | body             | must be an object
            {"name":                           | body             | is not JSON at line 1, column 9
            {"a":1} x                          | body             | is not JSON at line 1, column 9
            nonsense                           | body             | is not JSON at line 1, column 1
            """)
    void whatIsWrongIsNamed(String body, String field, String rule) {
        assertThatThrownBy(() -> Json.read(body, Body.class)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(Problem.Status.INVALID_ARGUMENT);
            assertThat(problem.reason()).isEqualTo("INVALID_JSON_BODY");
            assertThat(problem.details()).containsExactly(Map.of("field", field, "rule", rule));
        });
    }

    @Test
    void anEmptyBodyAndBrokenUtf8AreNoJson() {
        assertThatThrownBy(() -> Json.read("", Body.class)).hasFieldOrPropertyWithValue("reason", "INVALID_JSON_BODY");
        assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'}, JsonNode.class))
                .hasFieldOrPropertyWithValue("reason", "INVALID_JSON_BODY");
    }

    @Test
    void bombsAreRefusedCheaply() {
        String deep = "[".repeat(100_000);
        assertThatThrownBy(() -> Json.parse(deep)).hasFieldOrPropertyWithValue("reason", "INVALID_JSON_BODY");
        assertThatThrownBy(() -> Json.read("{\"x\":" + deep, Body.class))
                .hasFieldOrPropertyWithValue("reason", "INVALID_JSON_BODY");
        assertThatThrownBy(() -> Json.read("{\"count\":" + "9".repeat(500_000) + "}", Body.class))
                .hasFieldOrPropertyWithValue("reason", "INVALID_JSON_BODY");
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({@JsonSubTypes.Type(value = Talk.class, name = "talk")})
    sealed interface Action {}

    record Talk(String text, List<Action> after) implements Action {}

    record Flow(List<Action> actions) {}

    @Test
    void sealedFamiliesWorkAndMayNest() {
        String json =
                "{\"actions\":[{\"type\":\"talk\",\"text\":\"hi\",\"after\":[{\"type\":\"talk\",\"text\":\"bye\"}]}]}";
        Flow flow = new Flow(List.of(new Talk("hi", List.of(new Talk("bye", List.of())))));
        assertThat(Json.read(json, Flow.class)).isEqualTo(flow);
        assertThat(Json.write(flow)).isEqualTo(json);
    }

    record Even(int number) {
        Even {
            if (number % 2 != 0) {
                throw Problem.invalid("INVALID_NUMBER", "number", "must be even");
            }
        }
    }

    record Evens(List<Even> numbers) {}

    @Test
    void aRecordsOwnProblemComesThrough() {
        assertThatThrownBy(() -> Json.read("{\"numbers\":[{\"number\":3}]}", Evens.class))
                .hasFieldOrPropertyWithValue("reason", "INVALID_NUMBER");
    }

    @Test
    void genericTypesAreReadByTheirType() throws NoSuchFieldException {
        Type list = ((ParameterizedType) Flow.class.getDeclaredField("actions").getGenericType());
        assertThat(Json.read("[{\"type\":\"talk\",\"text\":\"x\"}]", list))
                .isEqualTo(List.of(new Talk("x", List.of())));
        assertThat(Json.read(Json.parse("{\"target\":\"+1\"}"), Address.class)).isEqualTo(new Address("", "+1"));
    }
}
