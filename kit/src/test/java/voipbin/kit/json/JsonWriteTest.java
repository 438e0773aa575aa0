package voipbin.kit.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.base.Id;

class JsonWriteTest {

    private static final Id<Everything> ID =
            Id.<Everything>parse("0b6c1f5e-5f0a-4d5e-9a57-0c2f9c1d4a11").orElseThrow();

    enum Method {
        @JsonProperty("")
        UNSET,
        RING_ALL,
        @JsonProperty("ringall")
        RINGALL
    }

    record Address(String type, String target) {}

    record Everything(
            Id<Everything> id,
            String name,
            boolean active,
            int count,
            double rate,
            Method method,
            List<String> tags,
            Map<String, String> variables,
            Address address,
            @Nullable Address peer,
            @Nullable Instant tmCreate) {}

    @Test
    void everythingSetIsWrittenInSnakeCaseAndInTheOrderOfTheRecord() {
        Everything full = new Everything(
                ID,
                "a",
                true,
                1,
                0.5,
                Method.RING_ALL,
                List.of("x"),
                Map.of("someKey", "v"),
                new Address("tel", "+1"),
                new Address("sip", "a@b"),
                Instant.parse("2026-05-01T10:00:00.123450Z"));

        assertThat(Json.write(full))
                .isEqualTo(
                        "{\"id\":\"0b6c1f5e-5f0a-4d5e-9a57-0c2f9c1d4a11\",\"name\":\"a\",\"active\":true,"
                                + "\"count\":1,\"rate\":0.5,\"method\":\"ring_all\",\"tags\":[\"x\"],"
                                + "\"variables\":{\"someKey\":\"v\"},\"address\":{\"type\":\"tel\",\"target\":\"+1\"},"
                                + "\"peer\":{\"type\":\"sip\",\"target\":\"a@b\"},\"tm_create\":\"2026-05-01T10:00:00.12345Z\"}");
    }

    @Test
    void ofAnEmptyRecordOnlyIdsBooleansTimesAndNestedRecordsRemain() {
        assertThat(Json.write(Json.read("{}", Everything.class)))
                .isEqualTo("{\"id\":\"00000000-0000-0000-0000-000000000000\",\"active\":false,\"address\":{},"
                        + "\"tm_create\":null}");
    }

    @OmitUnset
    record Call(Id<Call> id, @Nullable Instant tmHangup) {}

    record Timed(
            @OmitUnset @Nullable Instant tmRinging,
            @Nullable Instant tmHangup) {}

    record Marked(
            @Always String name,
            @Always List<String> items,
            @Always int count,
            @Always @Nullable String note,
            @OmitEmpty Id<Marked> id,
            @OmitEmpty boolean on,
            @OmitEmpty Address address,
            @Secret String password) {}

    @Always
    record Whole(String name, int count, List<String> items) {}

    @Test
    void marksBendTheRules() {
        assertThat(Json.write(new Call(Id.nil(), null))).isEqualTo("{\"id\":\"00000000-0000-0000-0000-000000000000\"}");
        assertThat(Json.write(new Timed(null, null))).isEqualTo("{\"tm_hangup\":null}");
        Marked empty = new Marked("", List.of(), 0, null, Id.nil(), false, new Address("", ""), "s3cret");
        assertThat(Json.write(empty)).isEqualTo("{\"name\":\"\",\"items\":[],\"count\":0,\"note\":null}");
        assertThat(Json.write(new Whole("", 0, List.of()))).isEqualTo("{\"name\":\"\",\"count\":0,\"items\":[]}");
    }

    @Test
    void anOmittableValueIsWrittenWhenItIsSet() {
        Marked set = new Marked("n", List.of("i"), 2, "x", ID.as(), true, new Address("tel", ""), "s3cret");
        assertThat(Json.write(set))
                .isEqualTo("{\"name\":\"n\",\"items\":[\"i\"],\"count\":2,\"note\":\"x\",\"id\":\"" + ID
                        + "\",\"on\":true,\"address\":{\"type\":\"tel\"}}");
    }

    @Test
    void aColumnKeepsSecretsAndZerosAndReadsThemBack() {
        Marked secret = new Marked("", List.of(), 0, null, Id.nil(), false, new Address("", ""), "s3cret");
        assertThat(Json.keep(secret)).contains("s3cret");
        assertThat(Json.restore(Json.keep(secret), Marked.class)).isEqualTo(secret);
    }

    @Test
    void constantsGoByTheirWireNames() {
        assertThat(Json.nameOf(Method.RING_ALL)).isEqualTo("ring_all");
        assertThat(Json.nameOf(Method.RINGALL)).isEqualTo("ringall");
        assertThat(Json.write(List.of(Method.RINGALL, Method.UNSET))).isEqualTo("[\"ringall\",\"\"]");
        assertThat(Json.write(Map.of(Method.RING_ALL, 1))).isEqualTo("{\"ring_all\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T10:00:00Z,         2026-05-01T10:00:00Z",
        "2026-05-01T10:00:00.100000Z,  2026-05-01T10:00:00.1Z",
        "2026-05-01T10:00:00.000001Z,  2026-05-01T10:00:00.000001Z",
        "2026-05-01T10:00:00.1234569Z, 2026-05-01T10:00:00.123456Z",
        "0999-01-01T00:00:00Z,         0999-01-01T00:00:00Z",
    })
    void timesAreCutToMicrosecondsAndTrimmed(String time, String written) {
        assertThat(Json.write(Instant.parse(time))).isEqualTo('"' + written + '"');
    }
}
