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

    /** Our own hanging up is normal whatever its cause, but for one (calls §1.5). */
    @Test
    void onlyAMachineThatAnsweredOurCallIsAReasonOfOurHangingUp() {
        assertThat(reason(CallState.outgoing(), Cause.ANSWERING_MACHINE)).isEqualTo(HangupReason.AMD);
        assertThat(reason(CallState.outgoing(), Cause.BUSY)).isEqualTo(HangupReason.NORMAL);
        assertThat(reason(CallState.incoming(), Cause.ANSWERING_MACHINE)).isEqualTo(HangupReason.NORMAL);
    }

    private static HangupReason reason(CallState call, Cause why) {
        CallState leaving = CallMachine.next(call.to(Status.PROGRESSING), new CallSignal.HangupAsked(why))
                .state();
        return CallMachine.next(leaving, new CallSignal.Released(Cause.NORMAL))
                .state()
                .reason();
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
                dialing     | rings          -> ringing
                dialing     | early media    -> dialing
                dialing     | answer asked   -> dialing ANSWER_LEG
                dialing     | answered       -> progressing TAKE_ANSWER
                dialing     | hangup asked   -> terminating RELEASE_LEG
                dialing     | dial timed out -> dialing
                dialing     | duration over  -> dialing RELEASE_LEG
                dialing     | released       -> hangup remote busy
                ringing     | rings          -> ringing
                ringing     | early media    -> ringing
                ringing     | answer asked   -> ringing ANSWER_LEG
                ringing     | answered       -> progressing TAKE_ANSWER
                ringing     | hangup asked   -> terminating RELEASE_LEG
                ringing     | dial timed out -> ringing
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

    /** With another way left: who fails over and who does not, cause by cause, while dialling and ringing. */
    @Test
    void theWholeTableOfFailingOver() {
        String expected = """
                unknown             next   dialout
                unallocated         next   next
                normal              normal normal
                busy                busy   busy
                no_response         next   next
                no_answer           noanswer noanswer
                rejected            noanswer noanswer
                number_changed      next   next
                answered_elsewhere  normal normal
                out_of_order        next   next
                bad_number          next   next
                not_implemented     next   next
                congestion          next   next
                failure             next   next
                incompatible        next   next
                recovery_on_timer   next   next
                interworking        next   next
                duration            failed failed
                answering_machine   failed failed
                """;
        StringBuilder table = new StringBuilder();
        for (Cause cause : Cause.values()) {
            table.append(
                    "%-19s %-6s %s%n".formatted(word(cause), next(Status.DIALING, cause), next(Status.RINGING, cause)));
        }
        assertThat(table.toString()).isEqualToNormalizingNewlines(expected);
    }

    private static String next(Status status, Cause cause) {
        CallMachine.Turn turn = CallMachine.next(CallState.outgoing(1).to(status), new CallSignal.Released(cause));
        if (turn.effects().contains(CallEffect.DIAL_NEXT)) {
            assertThat(turn.state()).isEqualTo(CallState.outgoing(0).to(status));
            return "next";
        }
        assertThat(turn.effects()).isEmpty();
        return word(turn.state().reason());
    }

    @Test
    void whoHangsUpWhileAProviderFailsDoesNotCallByTheNext() {
        CallState leaving = CallState.outgoing(1).to(Status.CANCELING);
        CallMachine.Turn turn = CallMachine.next(leaving, new CallSignal.Released(Cause.CONGESTION));
        assertThat(turn.effects()).isEmpty();
        assertThat(turn.state().reason()).isEqualTo(HangupReason.CANCEL);
    }

    @Test
    void anAnsweredCallDoesNotFailOver() {
        CallState talking = CallState.outgoing(1).to(Status.PROGRESSING);
        assertThat(CallMachine.next(talking, new CallSignal.Released(Cause.FAILURE))
                        .effects())
                .isEmpty();
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
