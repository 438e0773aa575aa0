package voipbin.bench.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DriftTest {

    private static final long FRAME = 20_000_000;
    private static final int PACKETS = 100_000;
    private static final int LATEST = 30;

    private final Drift drift = new Drift(1000 * FRAME, (PACKETS - 1000) * FRAME);

    private void note(int sequence, int frame, long now) {
        drift.note(new Peers.Heard(1, (short) sequence, 160 * frame, Peers.Heard.MADE, now));
    }

    @Test
    void whoSendsAPacketEvery20MillisecondsIsNeverOffHoweverLateSomeCome() {
        for (int i = 0; i < PACKETS; i++) {
            note(i, i, i * FRAME + i % LATEST * 1_000_000L);
        }
        assertThat(drift.most()).isCloseTo(0, within(0.001));
        assertThat(drift.lost()).isZero();
        assertThat(drift.broken()).isZero();
    }

    @Test
    void aClockThatIsATenThousandthTooSlowIsSeen() {
        for (int i = 0; i < PACKETS; i++) {
            note(i, i, (long) (i * FRAME * 1.0001));
        }
        assertThat(drift.most()).isGreaterThan(9);
    }

    @Test
    void whoPausesWithoutSendingIsNotOffWhenTheTimestampSaysSo() {
        for (int i = 0; i < PACKETS; i++) {
            int frame = i < PACKETS / 2 ? i : i + 15;
            note(i, frame, frame * FRAME);
        }
        assertThat(drift.most()).isCloseTo(0, within(0.001));
        assertThat(drift.lost()).isZero();
    }

    @Test
    void aStreamThatEndsEarlyIsBroken() {
        note(0, 0, 0);
        note(2, 2, 2 * FRAME);
        assertThat(drift.broken()).isEqualTo(1);
        assertThat(drift.lost()).isEqualTo(1);
    }
}
