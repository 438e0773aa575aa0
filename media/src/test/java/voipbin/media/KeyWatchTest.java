package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyWatchTest {

    private static final long BEGIN = 5_000_000_000L;
    private static final long TOO_LATE = BEGIN + KeyWatch.PATIENCE_NANOS + 1;

    private final KeyWatch watch = new KeyWatch();
    private final List<String> told = new ArrayList<>();

    @Test
    void aHandshakeThatIsNeverHeldIsToldOnce() {
        watch.listen(told::add);
        watch.expect(BEGIN);
        watch.tick(BEGIN + KeyWatch.PATIENCE_NANOS);
        assertThat(told).isEmpty();
        watch.tick(TOO_LATE);
        watch.tick(TOO_LATE + 1);
        assertThat(told).containsExactly("the peer does not hold a handshake");
    }

    @Test
    void whatThePeerItselfFailedAtIsToldAtOnceAndAStrangersFailureNeverIfThePeerSucceeds() {
        watch.listen(told::add);
        watch.expect(BEGIN);
        watch.failed("rubbish", false);
        watch.satisfied();
        watch.tick(TOO_LATE);
        assertThat(told).isEmpty();
        watch.expect(BEGIN);
        watch.failed("bad_certificate", true);
        assertThat(told).containsExactly("bad_certificate");
    }

    @Test
    void aFailureOfWhomeverIsTheReasonWhenNothingBetterFollows() {
        watch.listen(told::add);
        watch.expect(BEGIN);
        watch.failed("rubbish", false);
        watch.tick(TOO_LATE);
        assertThat(told).containsExactly("rubbish");
    }

    @Test
    void whoAsksLaterIsToldToo() {
        watch.expect(BEGIN);
        watch.failed("bad_certificate", true);
        watch.listen(told::add);
        assertThat(told).containsExactly("bad_certificate");
    }
}
