package voipbin.platform.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.sip.CallOutcome;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Reason;
import voipbin.sip.message.Response;

class CauseTest {

    /** What an unanswered caller is told (sip-identity §1.3, calls §1.4). */
    @Test
    void theTableFromCauseToSip() {
        StringBuilder table = new StringBuilder();
        for (Cause cause : Cause.values()) {
            table.append(
                    "%3d %-18s %d%n".formatted(cause.code(), cause.name().toLowerCase(Locale.ROOT), cause.status()));
        }
        assertThat(table.toString()).isEqualToNormalizingNewlines("""
                  0 unknown            480
                  1 unallocated        404
                 16 normal             603
                 17 busy               486
                 18 no_response        408
                 19 no_answer          480
                 21 rejected           403
                 22 number_changed     410
                 26 answered_elsewhere 480
                 27 out_of_order       502
                 28 bad_number         484
                 29 not_implemented    501
                 34 congestion         503
                 38 failure            500
                 58 incompatible       488
                102 recovery_on_timer  504
                127 interworking       500
                200 duration           480
                201 answering_machine  603
                202 unprotected        488
                """);
    }

    /** All final refusals that there are, as the cause that they count as. */
    @Test
    void theTableFromSipToCause() {
        Map<Cause, String> table = new TreeMap<>();
        IntStream.range(400, 700).forEach(status -> table.merge(Cause.ofStatus(status), " " + status, String::concat));
        table.remove(Cause.INTERWORKING);
        table.remove(Cause.CONGESTION);
        StringBuilder text = new StringBuilder();
        table.forEach((cause, statuses) -> text.append(cause).append(statuses).append('\n'));
        assertThat(text.toString()).isEqualTo("""
                UNALLOCATED 404 485 604
                BUSY 486 600
                NO_RESPONSE 408
                NO_ANSWER 480 483
                REJECTED 401 403 407 603
                NUMBER_CHANGED 410
                OUT_OF_ORDER 430 502
                BAD_NUMBER 484
                NOT_IMPLEMENTED 501
                FAILURE 500
                INCOMPATIBLE 488 606
                RECOVERY_ON_TIMER 504
                """);
        assertThat(Cause.ofStatus(503)).isEqualTo(Cause.CONGESTION);
        assertThat(Cause.ofStatus(599)).isEqualTo(Cause.CONGESTION);
        assertThat(Cause.ofStatus(481)).isEqualTo(Cause.INTERWORKING);
        assertThat(Cause.ofStatus(302)).isEqualTo(Cause.INTERWORKING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Q.850;cause=17;text=\"User busy\" | BUSY",
                "q.850 ; cause = 1 | UNALLOCATED",
                "SIP;cause=600;text=\"x\", Q.850;cause=42 | CONGESTION",
                "Q.850;text=\"a\";cause=3 | UNALLOCATED",
                "Q.850;cause=20 | NO_ANSWER",
                "SIP;cause=200;text=\"Call completed elsewhere\" | ANSWERED_ELSEWHERE",
            })
    void aReasonHeaderSaysTheCause(String reason, Cause cause) {
        assertThat(Cause.of(new CallOutcome.Refused(500, ""), reasons(reason))).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"SIP;cause=486", "Q.850;cause=200", "Q.850;cause=0", "Q.850;cause=9999", "Q.850", "''"})
    void whatIsNoCauseOfTheNetworkIsNotBelieved(String reason) {
        assertThat(Cause.of(new CallOutcome.Refused(500, ""), reasons(reason))).isEqualTo(Cause.FAILURE);
    }

    private static List<Reason> reasons(String header) {
        Headers headers = Headers.builder().add("Reason", header).build();
        return Reason.all(Response.of(500, "Oh", headers));
    }

    @Test
    void whyWeLetGoIsSaidInTheTelephoneNetworksWords() {
        assertThat(Cause.NORMAL.reason()).hasToString("Q.850;cause=16");
        assertThat(Cause.BUSY.reason()).hasToString("Q.850;cause=17");
        assertThat(Cause.UNKNOWN.reason()).hasToString("Q.850;cause=19");
        assertThat(Cause.DURATION.reason()).hasToString("Q.850;cause=16");
        assertThat(Cause.ANSWERED_ELSEWHERE.reason()).hasToString("SIP;cause=200;text=\"Call completed elsewhere\"");
    }
}
