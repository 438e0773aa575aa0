package voipbin.bench.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final long MILLIS = 1_000_000;

    private final Arrivals arrivals = new Arrivals(100);

    @Test
    void ofAStreamThatTheServerMakesJitterIsWhatIsOff20Milliseconds() {
        arrivals.begin(true);
        heard(1, Peers.Heard.MADE, 0);
        heard(2, Peers.Heard.MADE, 20);
        heard(3, Peers.Heard.MADE, 43);
        assertThat(arrivals.jitter().most()).isEqualTo(3 * MILLIS);
        assertThat(arrivals.lost()).isZero();
    }

    @Test
    void whatWeSentLateIsNotTheServersJitter() {
        arrivals.begin(true);
        heard(1, 0, 1);
        heard(2, 31 * MILLIS, 32);
        heard(3, 40 * MILLIS, 45);
        assertThat(arrivals.jitter().count()).isEqualTo(2);
        assertThat(arrivals.jitter().most()).isEqualTo(4 * MILLIS);
    }

    @Test
    void aGapIsALossAndNoJitter() {
        arrivals.begin(true);
        heard(1, 0, 1);
        heard(3, 40 * MILLIS, 90);
        heard(4, 60 * MILLIS, 110);
        assertThat(arrivals.lost()).isEqualTo(1);
        assertThat(arrivals.jitter().most()).isZero();
    }

    private void heard(int sequence, long sent, long cameMillis) {
        arrivals.note(new Peers.Heard(1, (short) sequence, 160 * sequence, sent, cameMillis * MILLIS));
    }
}
