package voipbin.platform.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.platform.call.Call.Direction;
import voipbin.platform.call.Call.HangupBy;
import voipbin.platform.call.Call.HangupReason;
import voipbin.platform.call.Call.Status;
import voipbin.sip.CallOutcome;

class CallMachineTest {

    private static final Map<String, CallSignal> SIGNALS = signals();

    private static Map<String, CallSignal> signals() {
        Map<String, CallSignal> signals = new LinkedHashMap<>();
        signals.put("rings", new CallSignal.Rings());
        signals.put("early media", new CallSignal.EarlyMedia());
        signals.put("answer asked", new CallSignal.AnswerAsked());
        signals.put("answered", new CallSignal.Answered());
        signals.put("hangup asked", new CallSignal.HangupAsked());
        signals.put("dial timed out", new CallSignal.DialTimedOut());
        signals.put("duration over", new CallSignal.DurationTimedOut());
        signals.put("released", new CallSignal.Released(Cause.BUSY));
        return signals;
    }

    /** Every pair, so that none is decided by accident. */
    @Test
    void theWholeTableOfAnOutgoingCall() {
        String expected = """
                dialing     | rings          -> ringing
                dialing     | early media    -> ringing TELL_EARLY
                dialing     | answer asked   -> dialing
                dialing     | answered       -> progressing TAKE_ANSWER
                dialing     | hangup asked   -> canceling RELEASE_LEG
                dialing     | dial timed out -> dialing RELEASE_LEG
                dialing     | duration over  -> dialing RELEASE_LEG
                dialing     | released       -> hangup remote busy
                ringing     | rings          -> ringing
                ringing     | early media    -> ringing TELL_EARLY
                ringing     | answer asked   -> ringing
                ringing     | answered       -> progressing TAKE_ANSWER
                ringing     | hangup asked   -> canceling RELEASE_LEG
                ringing     | dial timed out -> ringing RELEASE_LEG
                ringing     | duration over  -> ringing RELEASE_LEG
                ringing     | released       -> hangup remote busy
                progressing | rings          -> progressing
                progressing | early media    -> progressing
                progressing | answer asked   -> progressing
                progressing | answered       -> progressing
                progressing | hangup asked   -> terminating RELEASE_LEG
                progressing | dial timed out -> progressing
                progressing | duration over  -> progressing RELEASE_LEG
                progressing | released       -> hangup remote normal
                terminating | rings          -> terminating
                terminating | early media    -> terminating
                terminating | answer asked   -> terminating
                terminating | answered       -> terminating
                terminating | hangup asked   -> terminating
                terminating | dial timed out -> terminating
                terminating | duration over  -> terminating
                terminating | released       -> hangup local normal
                canceling   | rings          -> canceling
                canceling   | early media    -> canceling
                canceling   | answer asked   -> canceling
                canceling   | answered       -> canceling
                canceling   | hangup asked   -> canceling
                canceling   | dial timed out -> canceling
                canceling   | duration over  -> canceling
                canceling   | released       -> hangup local cancel
                hangup      | rings          -> hangup
                hangup      | early media    -> hangup
                hangup      | answer asked   -> hangup
                hangup      | answered       -> hangup
                hangup      | hangup asked   -> hangup
                hangup      | dial timed out -> hangup
                hangup      | duration over  -> hangup
                hangup      | released       -> hangup
                """;
        assertThat(table(Direction.OUTGOING)).isEqualToNormalizingNewlines(expected);
    }

    @Test
    void theWholeTableOfAnIncomingCall() {
        String expected = """
                [36m│     │     [0m[31m     "dialing     | rings          -> ringing[0m
                [36m│     │     [0m[31m   dialing     | early media    -> dialing[0m
                [36m│     │     [0m[31m   dialing     | answer asked   -> dialing ANSWER_LEG[0m
                [36m│     │     [0m[31m   dialing     | answered       -> progressing TAKE_ANSWER[0m
                [36m│     │     [0m[31m   dialing     | hangup asked   -> terminating RELEASE_LEG[0m
                [36m│     │     [0m[31m   dialing     | dial timed out -> dialing[0m
                [36m│     │     [0m[31m   dialing     | duration over  -> dialing RELEASE_LEG[0m
                [36m│     │     [0m[31m   dialing     | released       -> hangup remote busy[0m
                [36m│     │     [0m[31m   ringing     | rings          -> ringing[0m
                [36m│     │     [0m[31m   ringing     | early media    -> ringing[0m
                [36m│     │     [0m[31m   ringing     | answer asked   -> ringing ANSWER_LEG[0m
                [36m│     │     [0m[31m   ringing     | answered       -> progressing TAKE_ANSWER[0m
                [36m│     │     [0m[31m   ringing     | hangup asked   -> terminating RELEASE_LEG[0m
                [36m│     │     [0m[31m   ringing     | dial timed out -> ringing[0m
                [36m│     │     [0m[31m   ringing     | duration over  -> ringing RELEASE_LEG[0m
                [36m│     │     [0m[31m   ringing     | released       -> hangup remote busy[0m
                [36m│     │     [0m[31m   progressing | rings          -> progressing[0m
                [36m│     │     [0m[31m   progressing | early media    -> progressing[0m
                [36m│     │     [0m[31m   progressing | answer asked   -> progressing[0m
                [36m│     │     [0m[31m   progressing | answered       -> progressing[0m
                [36m│     │     [0m[31m   progressing | hangup asked   -> terminating RELEASE_LEG[0m
                [36m│     │     [0m[31m   progressing | dial timed out -> progressing[0m
                [36m│     │     [0m[31m   progressing | duration over  -> progressing RELEASE_LEG[0m
                [36m│     │     [0m[31m   progressing | released       -> hangup remote normal[0m
                [36m│     │     [0m[31m   terminating | rings          -> terminating[0m
                [36m│     │     [0m[31m   terminating | early media    -> terminating[0m
                [36m│     │     [0m[31m   terminating | answer asked   -> terminating[0m
                [36m│     │     [0m[31m   terminating | answered       -> terminating[0m
                [36m│     │     [0m[31m   terminating | hangup asked   -> terminating[0m
                [36m│     │     [0m[31m   terminating | dial timed out -> terminating[0m
                [36m│     │     [0m[31m   terminating | duration over  -> terminating[0m
                [36m│     │     [0m[31m   terminating | released       -> hangup local normal[0m
                [36m│     │     [0m[31m   canceling   | rings          -> canceling[0m
                [36m│     │     [0m[31m   canceling   | early media    -> canceling[0m
                [36m│     │     [0m[31m   canceling   | answer asked   -> canceling[0m
                [36m│     │     [0m[31m   canceling   | answered       -> canceling[0m
                [36m│     │     [0m[31m   canceling   | hangup asked   -> canceling[0m
                [36m│     │     [0m[31m   canceling   | dial timed out -> canceling[0m
                [36m│     │     [0m[31m   canceling   | duration over  -> canceling[0m
                [36m│     │     [0m[31m   canceling   | released       -> hangup local cancel[0m
                [36m│     │     [0m[31m   hangup      | rings          -> hangup[0m
                [36m│     │     [0m[31m   hangup      | early media    -> hangup[0m
                [36m│     │     [0m[31m   hangup      | answer asked   -> hangup[0m
                [36m│     │     [0m[31m   hangup      | answered       -> hangup[0m
                [36m│     │     [0m[31m   hangup      | hangup asked   -> hangup[0m
                [36m│     │     [0m[31m   hangup      | dial timed out -> hangup[0m
                [36m│     │     [0m[31m   hangup      | duration over  -> hangup[0m
                [36m│     │     [0m[31m   hangup      | released       -> hangup[0m
                """;
        assertThat(table(Direction.INCOMING)).isEqualToNormalizingNewlines(expected);
    }

    private static String table(Direction direction) {
        StringBuilder table = new StringBuilder();
        for (Status status : Status.values()) {
            CallState state = new CallState(direction, status, Optional.empty(), HangupBy.NONE, HangupReason.NONE);
            SIGNALS.forEach((name, signal) -> table.append(
                    "%-11s | %-14s -> %s%n".formatted(word(status), name, row(CallMachine.next(state, signal)))));
        }
        return table.toString();
    }

    private static String row(CallMachine.Turn turn) {
        StringBuilder row = new StringBuilder(word(turn.state().status()));
        if (turn.state().by() != HangupBy.NONE) {
            row.append(' ')
                    .append(word(turn.state().by()))
                    .append(' ')
                    .append(word(turn.state().reason()));
        }
        turn.effects().forEach(effect -> row.append(' ').append(effect));
        return row.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "401, NOANSWER",
        "403, NOANSWER",
        "407, NOANSWER",
        "603, NOANSWER",
        "404, FAILED",
        "485, FAILED",
        "604, FAILED",
        "408, FAILED",
        "410, FAILED",
        "480, NOANSWER",
        "483, NOANSWER",
        "484, FAILED",
        "486, BUSY",
        "600, BUSY",
        "488, FAILED",
        "606, FAILED",
        "500, FAILED",
        "501, FAILED",
        "502, FAILED",
        "503, FAILED",
        "599, FAILED",
        "504, FAILED",
        "405, FAILED",
        "481, FAILED",
        "487, FAILED",
        "302, FAILED",
    })
    void aRefusalBeforeTheAnswerGivesTheReasonOfItsStatus(int sip, HangupReason reason) {
        CallState over = released(in(Status.RINGING), new CallOutcome.Refused(sip, ""));
        assertThat(over.reason()).isEqualTo(reason);
        assertThat(over.by()).isEqualTo(HangupBy.REMOTE);
    }

    @Test
    void ourDialTimerGivesDialout() {
        CallState waiting = CallMachine.next(in(Status.RINGING), new CallSignal.DialTimedOut())
                .state();
        assertThat(released(waiting, new CallOutcome.Canceled()).reason()).isEqualTo(HangupReason.DIALOUT);
    }

    @Test
    void ourDurationTimerGivesTimeout() {
        CallState talking = CallMachine.next(in(Status.PROGRESSING), new CallSignal.DurationTimedOut())
                .state();
        assertThat(released(talking, new CallOutcome.HungUp(CallOutcome.By.LOCAL))
                        .reason())
                .isEqualTo(HangupReason.TIMEOUT);
    }

    @Test
    void anAnswerThatCrossesTheDialTimerDoesNotStartTheFlow() {
        CallState waiting = CallMachine.next(in(Status.RINGING), new CallSignal.DialTimedOut())
                .state();
        CallMachine.Turn turn = CallMachine.next(waiting, new CallSignal.Answered());
        assertThat(turn.effects()).isEmpty();
        assertThat(turn.state().status()).isEqualTo(Status.RINGING);
    }

    @Test
    void silenceAndNoRouteAreFailures() {
        assertThat(released(in(Status.DIALING), new CallOutcome.TimedOut()).reason())
                .isEqualTo(HangupReason.FAILED);
        assertThat(released(in(Status.DIALING), new CallOutcome.Unreachable("")).reason())
                .isEqualTo(HangupReason.FAILED);
    }

    @Test
    void anIncomingCallThatIsEndedByUsBeforeTheAnswerTerminates() {
        CallState incoming =
                new CallState(Direction.INCOMING, Status.RINGING, Optional.empty(), HangupBy.NONE, HangupReason.NONE);
        CallMachine.Turn turn = CallMachine.next(incoming, new CallSignal.HangupAsked());
        assertThat(turn.state().status()).isEqualTo(Status.TERMINATING);
        assertThat(released(incoming, new CallOutcome.Refused(486, "")).reason())
                .isEqualTo(HangupReason.BUSY);
        assertThat(released(incoming, new CallOutcome.Canceled()).reason()).isEqualTo(HangupReason.NORMAL);
        assertThat(released(incoming, new CallOutcome.Refused(480, "")).reason())
                .isEqualTo(HangupReason.NOANSWER);
    }

    private static CallState released(CallState state, CallOutcome outcome) {
        return CallMachine.next(state, new CallSignal.Released(Cause.of(outcome)))
                .state();
    }

    private static CallState in(Status status) {
        return CallState.outgoing().to(status);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }
}
