package voipbin.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelayEstimateTest {

    private static final int CLOCK = 8000;
    private static final int FRAME = 160;

    /** Units of 100 ms. */
    private static final int LATE = 800;

    private final DelayEstimate estimate = new DelayEstimate(CLOCK);
    private int time;
    private int ahead;

    /** One of ten comes 100 ms late. */
    private void hear(int packets) {
        for (int i = 0; i < packets; i++) {
            time += FRAME;
            estimate.arrived(time + ahead, time + (i % 10 == 9 ? LATE : 0));
        }
    }

    @Test
    void theDelayIsWhatNearlyAllPacketsNeed() {
        hear(1000);
        assertThat(estimate.delay()).isBetween(LATE, LATE + FRAME);
    }

    @Test
    void aPeerWhoseTimeJumpsForHoursDoesNotSpoilIt() {
        for (int jumps = 0; jumps < 2000; jumps++) {
            hear(200);
            ahead += 10 * CLOCK;
        }
        assertThat(estimate.delay()).isBetween(LATE, LATE + FRAME);
    }
}
