package voipbin.platform.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    @ParameterizedTest
    @EnumSource
    void theWholeTableIsWhatThePageSays(Direction direction) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "call-states.md"));
        assertThat(page.replace("\r\n", "\n"))
                .contains("```\n" + table(direction).strip() + "\n```");
    }

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
                unprotected         failed failed
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

    private static String table(Direction direction) {
        StringBuilder table = new StringBuilder();
        for (Status status : Status.values()) {
            CallState state = new CallState(direction, status, Optional.empty(), HangupBy.NONE, HangupReason.NONE);
            SIGNALS.forEach((name, signal) -> table.append(
                    "%-11s | %-14s -> %s\n".formatted(word(status), name, row(CallMachine.next(state, signal)))));
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
