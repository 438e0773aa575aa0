package voipbin.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** RFC 3261, table 4, with RFC 6026's L and M: each timer's first delay. */
class DelaysTest {

    private static String table(boolean reliable) {
        StringJoiner lines = new StringJoiner("\n");
        for (Timer timer : Timer.values()) {
            lines.add(timer + " "
                    + Delays.of(timer, 0, State.TRYING, SipTiming.STANDARD, reliable)
                            .map(Duration::toString)
                            .orElse("never"));
        }
        return lines.toString();
    }

    @Test
    void overUdpMessagesAreRepeatedAndEchoesAwaited() {
        assertThat(table(false)).isEqualTo("""
                A PT0.5S
                B PT32S
                D PT32S
                E PT0.5S
                F PT32S
                G PT0.5S
                H PT32S
                I PT5S
                J PT32S
                K PT5S
                L PT32S
                M PT32S""");
    }

    @Test
    void overAConnectionNothingIsRepeatedAndNoEchoAwaited() {
        assertThat(table(true)).isEqualTo("""
                A never
                B PT32S
                D PT0S
                E never
                F PT32S
                G never
                H PT32S
                I PT0S
                J PT0S
                K PT0S
                L PT32S
                M PT32S""");
    }
}
