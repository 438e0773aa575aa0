package voipbin.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.kit.json.Json;

/** The whole language, by the engine that real calls have; only the call and the time are simulated. */
class SimulationTest {

    private static final String A = "00000000-0000-4000-8000-00000000000a";
    private static final String B = "00000000-0000-4000-8000-00000000000b";
    private static final String C = "00000000-0000-4000-8000-00000000000c";

    @Test
    void aMenuLeadsWhereTheDigitSays() {
        String menu = """
                [{"type":"talk","option":{"text":"press one"}},
                 {"type":"digits_receive","option":{"duration":5000,"length":1}},
                 {"type":"branch","option":{"target_ids":{"1":"%s","2":"%s"},"default_target_id":"%s"}},
                 {"id":"%s","type":"talk","option":{"text":"sales"}},{"type":"hangup"},
                 {"id":"%s","type":"talk","option":{"text":"support"}},{"type":"hangup"},
                 {"id":"%s","type":"talk","option":{"text":"what?"}}]
                """.formatted(A, B, C, A, B, C);
        assertThat(heard(simulate(menu, "{\"digits\":[\"2\"]}")))
                .contains("says: support")
                .doesNotContain("says: sales");
        assertThat(heard(simulate(menu, "{\"digits\":[\"9\"]}"))).contains("says: what?");
        Trace silent = simulate(menu, "{}");
        assertThat(heard(silent)).contains("says: what?");
        assertThat(silent.duration()).as("the wait for a key is simulated too").isGreaterThan(5000);
        assertThat(silent.variables()).containsEntry("voipbin.call.digits", "");
    }

    @Test
    void aKeyEndsATalkThatSaysSo() {
        Trace trace = simulate("""
                [{"type":"talk","option":{"text":"a very long text that nobody wants to hear","digits_handle":"next"}},
                 {"type":"digits_receive","option":{"duration":3000,"length":1}},
                 {"type":"talk","option":{"text":"${voipbin.call.digits}"}}]
                """, "{\"keys\":[{\"at\":200,\"digits\":\"7\"}]}");
        assertThat(trace.actions()).extracting(Trace.Line::at).containsExactly(0L, 200L, 200L);
        assertThat(heard(trace)).contains("says: 7");
    }

    @Test
    void anEndKeyStaysInTheBuffer() {
        Trace trace = simulate(
                "[{\"type\":\"digits_receive\",\"option\":{\"duration\":9000,\"key\":\"#\"}}]",
                "{\"digits\":[\"123#\"]}");
        assertThat(trace.variables()).containsEntry("voipbin.call.digits", "123#");
    }

    @Test
    void gotoJumpsAsOftenAsItSays() {
        Trace trace = simulate("""
                [{"id":"%s","type":"beep"},{"type":"goto","option":{"target_id":"%s","loop_count":2}},
                 {"type":"goto","option":{"target_id":"%s"}},{"type":"talk","option":{"text":"on"}}]
                """.formatted(A, A, A), "{}");
        assertThat(heard(trace)).containsSubsequence("beeps", "beeps", "beeps", "says: on");
        assertThat(heard(trace).stream().filter("beeps"::equals)).hasSize(3);
    }

    @Test
    void aLoopEndsAtTheLimit() {
        Trace trace = simulate("[{\"id\":\"%s\",\"next_id\":\"%s\",\"type\":\"beep\"}]".formatted(A, A), "{}");
        assertThat(trace.actions()).hasSize(101);
        assertThat(trace.end()).isEqualTo(Trace.End.ACTION_LIMIT);
    }

    @Test
    void fetchedActionsRunAndThenItGoesOnAndTheyMayJumpOutward() {
        String flow = """
                [{"type":"fetch","option":{"event_url":"http://x.example/"}},
                 {"type":"talk","option":{"text":"passed"}},{"id":"%s","type":"talk","option":{"text":"end"}}]
                """.formatted(A);
        assertThat(heard(simulate(flow, "{\"fetches\":[[{\"type\":\"beep\"}]]}")))
                .containsSubsequence("beeps", "says: passed", "says: end");
        String jump = "{\"fetches\":[[{\"type\":\"condition_variable\",\"option\":{\"value_type\":\"string\","
                + "\"condition\":\"!=\",\"false_target_id\":\"%s\"}}]]}".formatted(A);
        assertThat(heard(simulate(flow, jump))).contains("says: end").doesNotContain("says: passed");
        Trace failed = simulate(flow, "{}");
        assertThat(failed.actions()).singleElement().satisfies(line -> {
            assertThat(line.outcome()).isEqualTo(Trace.Outcome.FAILED);
            assertThat(line.reason()).isEqualTo("FETCH_FAILED");
        });
    }

    @Test
    void variablesAreFilledInAndComparedByValue() {
        Trace trace = simulate("""
                [{"type":"variable_set","option":{"key":"sum","value":"${name} ${none}!"}},
                 {"type":"condition_variable","option":{"condition":"==","variable":"${sum}","value_type":"string",
                   "value_string":"Ann !","false_target_id":"%s"}},
                 {"type":"condition_variable","option":{"condition":">","variable":"12.5","value_type":"number",
                   "value_number":12,"false_target_id":"%s"}},
                 {"type":"talk","option":{"text":"hello ${sum} from ${voipbin.call.source.target}"}},
                 {"type":"stop"},{"id":"%s","type":"talk","option":{"text":"wrong"}}]
                """.formatted(A, A, A), """
                {"variables":{"name":"Ann","voipbin.call.id":"mine"},"source":{"type":"tel","target":"+15551230000"}}
                """);
        assertThat(heard(trace)).contains("says: hello Ann ! from +15551230000").doesNotContain("says: wrong");
        assertThat(trace.variables()).doesNotContainEntry("voipbin.call.id", "mine");
    }

    @ParameterizedTest
    @CsvSource({
        "number, ==, 12.50, 12.5, true",
        "number, <, -1e2, 0, true",
        "number, ==, -0, 0, true",
        "number, <=, .5, 0.5, true",
        "number, !=, 12, 12, false",
        "number, ==, 1f, 1, false",
        "number, !=, NaN, 1, false",
        "number, >, 0x1p3, 1, false",
        "number, >, ' 5', 1, false",
        "number, >, 1e99, 1, false",
        "number, !=, '', 1, false",
        "number, =, 1, 1, false",
        "string, ==, 10, 10, true",
        "string, <, 10, 9, true",
        "string, >, \uD83D\uDE00, \uFF5E, true",
        "length, ==, \u00E9, 2, true",
        "length, <, ab, 2, false",
        "size, ==, 1, 1, false",
    })
    void aValueIsComparedAsItsTypeSays(String type, String condition, String left, String right, boolean holds) {
        String value = type.equals("string") ? "\"" + right + "\"" : right;
        Trace trace = simulate("""
                [{"type":"condition_variable","option":{"value_type":"%s","condition":"%s","variable":"%s",
                   "value_%s":%s,"false_target_id":"%s"}},
                 {"type":"talk","option":{"text":"yes"}},{"type":"stop"},
                 {"id":"%s","type":"talk","option":{"text":"no"}}]
                """.formatted(type, condition, left, type, value, A, A), "{}");
        assertThat(heard(trace)).contains(holds ? "says: yes" : "says: no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep", "echo", "stream_echo", "digits_receive", "digits_send"})
    void noTimeIsTooLongOrTooShort(String type) {
        for (long millis : List.of(Long.MAX_VALUE, Long.MIN_VALUE, -1L, 0L)) {
            Trace trace = simulate(
                    "[{\"type\":\"%s\",\"option\":{\"duration\":%d,\"interval\":%d,\"digits\":\"12\"}},{\"type\":\"beep\"}]"
                            .formatted(type, millis, millis),
                    "{\"keys\":[{\"at\":%d,\"digits\":\"12\"}]}".formatted(millis));
            assertThat(trace.actions()).hasSize(2).allMatch(line -> line.outcome() == Trace.Outcome.DONE);
            assertThat(trace.duration()).isNotNegative();
        }
    }

    @Test
    void theTimeIsComparedWithTheOptionOnTheLeft() {
        String open = """
                [{"type":"condition_datetime","option":{"condition":">=","hour":17,"minute":-1,"weekdays":[1,2],
                   "false_target_id":"%s"}},
                 {"type":"talk","option":{"text":"open"}},{"type":"stop"},
                 {"id":"%s","type":"talk","option":{"text":"closed"}}]
                """.formatted(A, A);
        assertThat(heard(simulate(open, "{\"at\":\"2026-03-02T17:59:00Z\"}"))).contains("says: open");
        assertThat(heard(simulate(open, "{\"at\":\"2026-03-02T18:00:00Z\"}"))).contains("says: closed");
        assertThat(heard(simulate(open, "{\"at\":\"2026-03-04T17:00:00Z\"}")))
                .as("a Wednesday")
                .contains("says: closed");
    }

    @Test
    void whatNeedsACallIsPassedOverWithoutOne() {
        Trace trace = simulate(
                "[{\"type\":\"talk\",\"option\":{\"text\":\"x\"}},{\"type\":\"variable_set\",\"option\":{\"key\":\"a\",\"value\":\"1\"}}]",
                "{\"reference_type\":\"api\"}");
        assertThat(trace.actions())
                .extracting(Trace.Line::outcome)
                .containsExactly(Trace.Outcome.PASSED_OVER, Trace.Outcome.DONE);
        assertThat(trace.variables()).containsEntry("a", "1");
    }

    @Test
    void aMissingTargetAndAnUnavailableServiceFailAsTheirTypesSay() {
        assertThat(simulate("[{\"type\":\"branch\",\"option\":{}},{\"type\":\"beep\"}]", "{}")
                        .actions())
                .hasSize(1);
        Trace goesOn = simulate("[{\"type\":\"transcribe_start\",\"option\":{}},{\"type\":\"beep\"}]", "{}");
        assertThat(goesOn.actions()).extracting(Trace.Line::reason).containsExactly("ACTION_UNAVAILABLE", "");
        assertThat(simulate("[{\"type\":\"queue_join\",\"option\":{}},{\"type\":\"beep\"}]", "{}")
                        .actions())
                .hasSize(1);
    }

    @Test
    void theCallerMayHangUpAtAnyTime() {
        Trace trace = simulate(
                "[{\"type\":\"sleep\",\"option\":{\"duration\":9000}},{\"type\":\"beep\"}]", "{\"hangup_after\":4000}");
        assertThat(trace.end()).isEqualTo(Trace.End.CALLER);
        assertThat(trace.duration()).isEqualTo(4000);
        assertThat(trace.actions()).hasSize(1);
    }

    @Test
    void aConnectionIsAnsweredAsTheScriptSays() {
        String flow = """
                [{"type":"connect","option":{"destinations":[{"type":"extension","target_name":"2000"}]}},
                 {"type":"talk","option":{"text":"bye"}}]
                """;
        Trace trace = simulate(flow, "{\"answers\":[{\"after\":3000,\"talk\":60000}]}");
        assertThat(heard(trace)).containsSubsequence("rings: extension:2000", "talks", "says: bye");
        assertThat(trace.actions().getLast().at()).isEqualTo(63_000);
        assertThat(heard(simulate(flow, "{\"answers\":[{\"reason\":\"busy\"}]}")))
                .contains("is told: busy");
    }

    private static List<String> heard(Trace trace) {
        return trace.actions().stream()
                .flatMap(line -> line.heard().stream())
                .flatMap(Stream::of)
                .toList();
    }

    private static Trace simulate(String actions, String script) {
        List<Action> list = FetchedActions.read(actions.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Simulation.of(list, Json.read(script, Script.class), Furnished.NOW);
    }
}
