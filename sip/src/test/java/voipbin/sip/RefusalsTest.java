package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import voipbin.sip.message.MessageParser;
import voipbin.sip.message.Parsed;
import voipbin.sip.message.Request;

/** What is remembered of those who were turned away, on a clock of the test's own. */
class RefusalsTest {

    private long now;
    private final Refusals refusals = new Refusals(() -> now);

    @Test
    void aCopyHearsTheSameAndAnotherRequestDoesNot() {
        Refusals.Refusal first = refusals.add(invite("a", 1), "tag", 3);
        assertThat(refusals.of(invite("a", 1))).contains(first);
        assertThat(refusals.of(invite("b", 1))).isEmpty();
        assertThat(refusals.of(invite("a", 2)))
                .as("the same caller tries again")
                .isEmpty();
    }

    @Test
    void areForgottenWhenNoCopyComesAnyMore() {
        refusals.add(invite("a", 1), "tag", 3);
        now += TimeUnit.SECONDS.toNanos(20);
        refusals.add(invite("b", 1), "tag", 3);
        now += TimeUnit.SECONDS.toNanos(20);
        assertThat(refusals.of(invite("a", 1))).isEmpty();
        assertThat(refusals.of(invite("b", 1))).isPresent();
        assertThat(refusals.size()).isEqualTo(1);
    }

    @Test
    void takeNoMoreThanSomeRoom() {
        for (int i = 0; i < 30_000; i++) {
            refusals.add(invite("call" + i, 1), "tag", 3);
        }
        assertThat(refusals.size()).isEqualTo(20_000);
        assertThat(refusals.of(invite("call0", 1))).isEmpty();
        assertThat(refusals.of(invite("call29999", 1))).isPresent();
    }

    private static Request invite(String call, int cseq) {
        String text = """
                INVITE sip:bob@192.0.2.1 SIP/2.0\r
                Via: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK%1$s%2$d\r
                From: <sip:a@b>;tag=1\r
                To: <sip:c@d>\r
                Call-ID: %1$s\r
                CSeq: %2$d INVITE\r
                \r
                """.formatted(call, cseq);
        Parsed.Good parsed = (Parsed.Good) MessageParser.parse(text.getBytes());
        return (Request) parsed.message();
    }
}
